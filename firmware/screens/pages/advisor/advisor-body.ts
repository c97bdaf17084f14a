import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { advisorWording } from '../../../texts/screens/advisor-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html, nothing } from '../../html';
import { banners, type Connection } from '../shell/frame';
import { updatePart } from '../shell/update-notice';
import type { AdvisorFeed } from './advisor-feed';
import { type AdvisorState, atTab, tabs } from './advisor-state';
import { type AdvisorView, hrefOf } from './advisor-view';
import { alerts, callsTab } from './calls-tab';
import { messagesTab } from './messages-tab';
import { ownTab } from './own-tab';
import { queuesTab } from './queues-tab';
import { ticketPart } from './ticket-part';

const wording = joined(shellWording, advisorWording);

/** The tablet of a lobby advisor, drawn alike by the box and by its script. @param at the box's clock, ms since 1970-01-01 UTC */
export function advisorBody(
  feed: AdvisorFeed,
  state: AdvisorState,
  connection: Connection,
  at: number,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const words = screenTexts(wording, state.look.language, feed);
  const spoken = spokenLanguages(wording, feed);
  const view: AdvisorView = { feed, state, connection, words, spoken, at };
  const body = html`${banners(view)}${updatePart(feed, state.look.language)}
${alerts(view)}
<main id="${state.tab}">${partOf(view)}</main>
<div class="foot">${pressLine(view)}
<nav id="tabs" aria-label="${words.format('advisor.tabs')}">${tabs.map(tab => {
    const open = tab === 'calls' ? feed.calls.filter(({ acknowledged }) => !acknowledged).length : 0;
    return html`<a id="tab-${tab}" data-go href="${hrefOf(view, atTab(state, tab))}"${
      state.tab === tab ? html` aria-current="page"` : nothing
    }>${words.format(`advisor.${tab}`)}${open === 0 ? nothing : html` <b class="count">${open}</b>`}</a>`;
  })}</nav></div>`;
  return { title: words.format('advisor.title'), locale: words.locale, body };
}

function partOf(view: AdvisorView): Html {
  const { feed, state } = view;
  if (state.tab === 'calls') return callsTab(view);
  if (state.tab === 'messages') return messagesTab(view);
  if (state.tab === 'own') return ownTab(view);
  const ticket = feed.tickets.find(({ code }) => code === state.ticket);
  return ticket ? ticketPart(view, ticket) : queuesTab(view);
}

/** What has become of the last press. Always there, so that it is read out when it changes; no press is without a sign. */
function pressLine({ state, words }: AdvisorView): Html {
  const { press, refusal } = state;
  if (press === 'trying')
    return html`<p id="press" role="alert" class="trouble">${words.format('advisor.trying')}</p>`;
  if (refusal !== undefined)
    return html`<p id="press" role="alert" class="trouble" data-code="${refusal}">${words.format(refusals[refusal] ?? 'advisor.told-refused')}</p>`;
  if (press === 'none') return html`<p id="press" role="alert"></p>`;
  return html`<p id="press" role="alert" class="notice">${words.format(press === 'sent' ? 'advisor.sending' : 'advisor.done')}</p>`;
}

const refusals: Readonly<
  Record<
    string,
    | 'advisor.told-changed'
    | 'advisor.told-stale'
    | 'advisor.told-lost'
    | 'advisor.told-closed'
    | 'advisor.told-booking'
    | 'advisor.told-arrived'
    | 'advisor.told-choose'
    | 'advisor.told-not-now'
  >
> = {
  'changed-meanwhile': 'advisor.told-changed',
  'ticket-wrong-state': 'advisor.told-changed',
  'ticket-unknown': 'advisor.told-changed',
  'ring-unknown': 'advisor.told-changed',
  'command-stale': 'advisor.told-stale',
  'not-connected': 'advisor.told-lost',
  'service-closed': 'advisor.told-closed',
  'queue-past-closing': 'advisor.told-closed',
  'booking-unknown': 'advisor.told-booking',
  'booking-cancelled': 'advisor.told-booking',
  'booking-late': 'advisor.told-booking',
  'booking-other-day': 'advisor.told-booking',
  'command-invalid': 'advisor.told-booking',
  'booking-arrived': 'advisor.told-arrived',
  choose: 'advisor.told-choose',
  'not-now': 'advisor.told-not-now',
};
