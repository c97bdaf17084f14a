import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { kioskWording } from '../../../texts/screens/kiosk-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { type Html, html, nothing } from '../../html';
import { banners, type Connection, languageChoice, lookChoice } from '../shell/frame';
import { listenChoice } from '../shell/listen-choice';
import { stillThere } from '../shell/still-there';
import { checkInStep } from './check-in-step';
import type { KioskFeed } from './kiosk-feed';
import type { KioskState } from './kiosk-state';
import { hrefWith, type KioskView, named, serviceOf } from './kiosk-view';
import { serviceStep } from './service-step';
import { servicesStep } from './services-step';
import { ticketStep } from './ticket-step';

const wording = joined(shellWording, kioskWording);

/** The page of a kiosk, drawn alike by the box and by its script. */
export function kioskBody(
  feed: KioskFeed,
  state: KioskState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const words = screenTexts(wording, state.look.language, feed);
  const spoken = spokenLanguages(wording, feed);
  const view: KioskView = { feed, state, connection, words, spoken };
  const frame = { ...view, look: state.look, at: (look: KioskState['look']) => hrefWith(view, { look }) };
  const title = words.format('kiosk.title');
  const body = html`${banners(frame)}
<div id="content"${state.leaving === undefined ? nothing : html` inert`}>
<header><p class="place">${named(view, feed.name)}</p>${languageChoice(frame)}</header>
${stepOf(view)}
<footer>${lookChoice(frame)}${listenChoice({ words, language: state.look.language, speaks: feed.speaks, listens: state.listens ?? false, at: listens => hrefWith(view, { listens }) })}</footer>
</div>
${state.leaving === undefined ? nothing : stillThere(words, state.leaving)}`;
  return { title, locale: words.locale, body };
}

/** What was asked for and is not there, such as a ticket of yesterday, is the first step. */
function stepOf(view: KioskView): Html {
  const { feed, state } = view;
  const service = serviceOf(feed, state.service);
  const ticket = [feed.ticket, state.issued].find(one => one !== undefined && one.code === state.ticket);
  if (state.step === 'ticket' && ticket) return ticketStep(view, ticket);
  if (state.step === 'service' && service) return serviceStep(view, service);
  if (state.step === 'check-in' && feed.checksIn) return checkInStep(view);
  return servicesStep(view);
}
