import { type Html, html, nothing } from '../../html';
import { languageChoice, lookChoice } from '../shell/frame';
import type { AdvisorState } from './advisor-state';
import { closed } from './advisor-state';
import {
  type AdvisorView,
  actButton,
  backLink,
  goLink,
  hrefOf,
  named,
  ownPlace,
  toggle,
} from './advisor-view';

const presences = ['available', 'busy', 'away'] as const;

/** Where the advisor stands, whether they can be called (RNG-21), and how the tablet looks. */
export function ownTab(view: AdvisorView): Html {
  const { feed, state, words } = view;
  const frame = {
    ...view,
    look: state.look,
    at: (look: AdvisorState['look']) => hrefOf(view, { ...closed(state), look }),
  };
  const own = feed.places.find(({ id }) => id === ownPlace(feed, state));
  return html`<h1 tabindex="-1" data-start>${own ? named(view, own.name) : words.format('advisor.own')}</h1>
${feed.own === undefined && feed.places.length > 0 ? placeChoice(view) : nothing}
${
  own
    ? html`<section aria-labelledby="presence-name"><h2 id="presence-name">${words.format('advisor.presence')}</h2>
<div class="ways" role="group" aria-labelledby="presence-name">${presences.map(
        word =>
          html`<button type="button" class="plain" id="presence-${word}" data-act="presence" data-value="${word}" aria-pressed="${String(own.state === word)}">${words.format(`advisor.${word}`)}</button>`,
      )}</div>${
        own.until === undefined || own.state === 'away'
          ? nothing
          : html`<p class="about">${words.format('advisor.until', { time: words.time(own.until) })}</p>`
      }</section>`
    : nothing
}
<section class="looks">${languageChoice(frame)}${lookChoice(frame)}</section>
${
  state.choice === 'leave'
    ? html`<section class="choice" id="choice"><p tabindex="-1" data-start>${words.format('advisor.leave-sure')}</p><div class="ways">${actButton(view, { id: 'leave-now', label: words.format('advisor.leave-now'), act: 'leave' })}${backLink(view, closed(state))}</div></section>`
    : html`<p>${goLink(view, 'leave', words.format('advisor.leave'), { ...closed(state), choice: 'leave' })}</p>`
}`;
}

function placeChoice(view: AdvisorView): Html {
  const { feed, state, words } = view;
  return html`<section aria-labelledby="place-name"><h2 id="place-name">${words.format('advisor.place')}</h2>
<p class="about">${words.format('advisor.place-help')}</p>
<div class="ways" role="group" aria-labelledby="place-name">${feed.places.map(({ id, name }) =>
    toggle(view, `place-${id}`, named(view, name), state.place === id, { ...closed(state), place: id }),
  )}</div></section>`;
}
