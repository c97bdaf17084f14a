import { type Html, html, nothing } from '../../html';
import type { CounterRing } from './counter-feed';
import { actButton, type CounterView, clock, named } from './counter-view';
import { keys } from './keys';

/** What rings for the place of this counter: calm, and answered with one press (CAL-12, CAL-14). */
export function ringsPart(view: CounterView): Html {
  const { feed, words, at } = view;
  return html`<div id="rings" role="status">${feed.rings.map(
    ring =>
      html`<div class="ring${ring.own ? ' own' : ''}" id="ring-${ring.ring.replace('/', '-')}"><p><b>${ringWords(view, ring)}</b> <span class="about" aria-hidden="true">${clock(view, at - ring.since)}</span></p>${
        ring.own
          ? html`<p>${words.format('counter.ring-going')}</p>`
          : actButton(view, {
              id: `go-${ring.ring.replace('/', '-')}`,
              label: words.format('counter.ring-go'),
              act: 'acknowledge',
              value: ring.ring,
            })
      }</div>`,
  )}</div>`;
}

function ringWords(view: CounterView, { kind, caller, from }: CounterRing): string {
  const { words } = view;
  if (from) return words.format('counter.ring-counter', { counter: named(view, from) });
  if (caller) return words.format('counter.ring-caller', { caller: named(view, caller) });
  return words.format(kind === 'help' ? 'counter.ring-help' : 'counter.ring-call');
}

/** Help for the officer: asked for, coming, over. */
export function helpPart(view: CounterView): Html {
  const { feed, words } = view;
  const { help } = feed;
  if (!help) return nothing;
  const { called, coming, by } = help;
  const stand = !called
    ? ''
    : by
      ? words.format('counter.help-coming-from', { place: named(view, by) })
      : words.format(coming ? 'counter.help-coming' : 'counter.help-called');
  return html`<section id="help"><p role="status">${stand}</p>${actButton(view, {
    id: 'ask-help',
    label: words.format(called ? 'counter.help-over' : 'counter.help'),
    act: called ? 'help-over' : 'help',
  })}</section>`;
}

const presences = ['available', 'busy', 'away'] as const;

/** Whether rings may come to the place of this counter (RNG-21). */
export function presencePart(view: CounterView): Html {
  const { feed, words, state } = view;
  const { place } = feed;
  if (!place) return nothing;
  return html`<section id="presence" aria-labelledby="presence-name"><h2 id="presence-name">${words.format('counter.presence')}</h2>
<div class="acts" role="group" aria-labelledby="presence-name">${presences.map(
    word =>
      html`<button type="button" class="plain" id="presence-${word}" data-act="presence" data-value="${word}" aria-pressed="${
        place.state === word ? 'true' : 'false'
      }"${state.press === 'none' ? nothing : html` aria-disabled="true"`}>${words.format(`counter.${word}`)}</button>`,
  )}</div>${
    place.until === undefined || place.state === 'away'
      ? nothing
      : html`<p class="about">${words.format('counter.until', { time: words.time(place.until) })}</p>`
  }</section>`;
}

/** Own figures of the day. */
export function todayPart({ feed, words }: CounterView): Html {
  const { served, missed, meanService, meanWait } = feed.today;
  const figure = (name: string, value: string) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
  const minutes = (count: number | undefined) =>
    count === undefined ? '–' : words.format('counter.minutes', { minutes: count });
  return html`<section id="today" aria-labelledby="today-name"><h2 id="today-name">${words.format('counter.today')}</h2>
<dl>${figure(words.format('counter.today-served'), String(served))}${figure(
    words.format('counter.today-missed'),
    String(missed),
  )}${figure(words.format('counter.today-service'), minutes(meanService))}${figure(
    words.format('counter.today-wait'),
    minutes(meanWait),
  )}</dl></section>`;
}

/** The keys, and the way out; both stay closed until asked for. */
export function farewellPart(view: CounterView): Html {
  const { words, state } = view;
  const open = (id: 'keys' | 'leave') =>
    html`<button type="button" class="plain" id="open-${id}" data-act="open-${id}" aria-expanded="${state.choice === id ? 'true' : 'false'}">${words.format(`counter.${id}`)}</button>`;
  return html`<div class="ways">${open('keys')}${open('leave')}</div>
${state.choice === 'keys' ? keyList(view) : nothing}
${
  state.choice === 'leave'
    ? html`<section class="choice" id="choice"><p tabindex="-1" data-start>${words.format('counter.leave-sure')}</p>
<div class="ways">${actButton(view, { id: 'leave-now', label: words.format('counter.leave-now'), act: 'leave' })}<button type="button" class="plain" id="close" data-act="close">${words.format('counter.back')}</button></div></section>`
    : nothing
}`;
}

function keyList({ words }: CounterView): Html {
  const row = (key: string, name: string) => html`<div><dt><kbd>${key}</kbd></dt><dd>${name}</dd></div>`;
  return html`<section class="choice" id="choice" aria-labelledby="keys-name"><h2 id="keys-name" tabindex="-1" data-start>${words.format('counter.keys')}</h2>
<dl>${row(keys.next, words.format('counter.next'))}${row(keys.recall, words.format('counter.recall'))}${row(
    keys.arrived,
    words.format('counter.arrived'),
  )}${row(keys.done, words.format('counter.done'))}${row('Esc', words.format('counter.keys-escape'))}</dl>
<p class="about">${words.format('counter.keys-help')}</p>
<p class="ways"><button type="button" class="plain" id="close" data-act="close">${words.format('counter.back')}</button></p></section>`;
}
