import { type Html, html, nothing } from '../../html';
import type { SentMessage } from './advisor-feed';
import { closed } from './advisor-state';
import { type AdvisorView, actButton, counterName, named, toggle } from './advisor-view';

/** TKT-11: one of the texts of the site file to counters, about a number or none; and what became of those of today. */
export function messagesTab(view: AdvisorView): Html {
  const { feed, state, words } = view;
  if (feed.presets.length === 0)
    return html`<h1 tabindex="-1" data-start>${words.format('advisor.messages')}</h1><p>${words.format('advisor.message-none')}</p>`;
  const { about, tell, preset } = state;
  const { about: _, ...aboutNothing } = closed(state);
  return html`<h1 tabindex="-1" data-start>${words.format('advisor.messages')}</h1>
${
  about === undefined
    ? nothing
    : html`<p class="notice" id="about"><b>${words.format('advisor.message-about', { ticket: about })}</b></p><p>${toggle(view, 'no-ticket', words.format('advisor.message-not-about'), false, aboutNothing)}</p>`
}
<section aria-labelledby="what-name"><h2 id="what-name">${words.format('advisor.message-what')}</h2>
<div class="acts" role="group" aria-labelledby="what-name">${feed.presets.map(({ id, text }) =>
    toggle(view, `preset-${id}`, named(view, text), preset === id, { ...closed(state), preset: id }),
  )}</div></section>
<section aria-labelledby="who-name"><h2 id="who-name">${words.format('advisor.message-who')}</h2>
<div class="ways" role="group" aria-labelledby="who-name">${feed.counters.map(({ id, name }) =>
    toggle(view, `to-${id}`, named(view, name), tell.includes(id), {
      ...closed(state),
      tell: tell.includes(id) ? tell.filter(other => other !== id) : [...tell, id],
    }),
  )}</div></section>
${actButton(view, { id: 'send', label: words.format('advisor.message-send'), act: 'message', look: 'primary' })}
${
  feed.messages.length === 0
    ? nothing
    : html`<section aria-labelledby="sent"><h2 id="sent">${words.format('advisor.sent')}</h2><ul class="calls">${feed.messages.map(
        message => sentRow(view, message),
      )}</ul></section>`
}`;
}

function sentRow(
  view: AdvisorView,
  { message, preset, about, sentAt, expired, counters }: SentMessage,
): Html {
  const { feed, words } = view;
  const text = feed.presets.find(({ id }) => id === preset)?.text;
  return html`<li id="message-${message}"><b>${text ? named(view, text) : preset}</b> <span>${
    about === undefined ? nothing : html`${about} · `
  }${words.format('advisor.sent-at', { time: words.time(sentAt) })}</span><ul>${counters.map(
    ({ id, seen }) => {
      const key = seen ? 'seen' : expired ? 'not-seen-in-time' : 'not-seen';
      return html`<li>${words.format(`advisor.${key}`, { counter: counterName(view, id) })}</li>`;
    },
  )}</ul></li>`;
}
