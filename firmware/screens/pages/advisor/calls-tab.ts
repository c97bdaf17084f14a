import { type Html, html, nothing } from '../../html';
import type { AdvisorCall, EndedCall } from './advisor-feed';
import {
  type AdvisorView,
  actButton,
  counterName,
  minutesSince,
  named,
  ownPlace,
  placeName,
} from './advisor-view';

/** What calls for somebody, on top of every view: one press says that this advisor goes (CAL-10, CAL-14). */
export function alerts(view: AdvisorView): Html {
  const open = view.feed.calls.filter(({ acknowledged }) => !acknowledged);
  return html`<div id="alerts" role="alert">${open.map(
    call =>
      html`<div class="alert" id="alert-${idOf(call.ring)}"><p><b>${callWords(view, call)}</b> <span aria-hidden="true">${minutesSince(view, call.since)}</span></p>${actButton(
        view,
        {
          id: `go-${idOf(call.ring)}`,
          label: view.words.format('advisor.go'),
          act: 'acknowledge',
          value: call.ring,
          look: 'primary',
        },
      )}</div>`,
  )}</div>`;
}

/** Rings and calls for help: who goes, when it is over, and those of today. */
export function callsTab(view: AdvisorView): Html {
  const { feed, words } = view;
  const going = feed.calls.filter(({ acknowledged }) => acknowledged);
  return html`<h1 tabindex="-1" data-start>${words.format('advisor.calls')}</h1>
${feed.calls.length === 0 ? html`<p>${words.format('advisor.no-calls')}</p>` : nothing}
${
  feed.calls.length > going.length
    ? html`<p>${words.format('advisor.calls-now', { count: feed.calls.length - going.length })}</p>`
    : nothing
}
<ul class="calls">${going.map(
    call =>
      html`<li id="call-${idOf(call.ring)}"><b>${callWords(view, call)}</b> <span>${goesWords(view, call)}</span>${
        call.kind === 'help'
          ? actButton(view, {
              id: `over-${idOf(call.ring)}`,
              label: words.format('advisor.help-over'),
              act: 'help-over',
              value: call.ring,
            })
          : nothing
      }</li>`,
  )}</ul>
${
  feed.ended.length === 0
    ? nothing
    : html`<section aria-labelledby="earlier"><h2 id="earlier">${words.format('advisor.earlier')}</h2><ul class="calls">${feed.ended.map(
        call => endedRow(view, call),
      )}</ul></section>`
}`;
}

const outcomes = {
  call: { answered: 'advisor.answered', missed: 'advisor.unanswered', abandoned: 'advisor.given-up' },
  help: {
    answered: 'advisor.help-given',
    missed: 'advisor.unanswered',
    abandoned: 'advisor.help-not-needed',
  },
} as const;

function endedRow(view: AdvisorView, call: EndedCall): Html {
  const { words } = view;
  return html`<li><b>${callWords(view, call)}</b> <span>${words.time(call.since)} · ${words.format(outcomes[call.kind][call.outcome])}</span>${
    call.kind === 'help'
      ? nothing
      : call.wrong
        ? html`<span class="about">${words.format('advisor.wrong-marked')}</span>`
        : actButton(view, {
            id: `wrong-${idOf(call.ring)}`,
            label: words.format('advisor.wrong'),
            act: 'wrong-call',
            value: call.ring,
          })
  }</li>`;
}

function callWords(
  view: AdvisorView,
  { kind, caller, counter }: Pick<AdvisorCall, 'kind' | 'caller' | 'counter'>,
): string {
  const { words } = view;
  if (counter !== undefined)
    return words.format('advisor.ring-counter', { counter: counterName(view, counter) });
  if (caller) return words.format('advisor.ring-caller', { caller: named(view, caller) });
  return words.format(kind === 'help' ? 'advisor.ring-help' : 'advisor.ring-call');
}

function goesWords(view: AdvisorView, { by }: AdvisorCall): string {
  const { feed, state, words } = view;
  if (by === undefined) return words.format('advisor.somebody-goes');
  if (by === ownPlace(feed, state)) return words.format('advisor.going');
  return words.format('advisor.goes', { place: placeName(view, by) });
}

/** Ids of rings have a slash, ids of elements are better without. */
function idOf(ring: string): string {
  return ring.replace('/', '-');
}
