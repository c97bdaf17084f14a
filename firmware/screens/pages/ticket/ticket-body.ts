import type { LanguageTexts } from '../../../texts/language-texts';
import { type Name, nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import type { followPlaceholders } from '../../../texts/screens/follow-keys';
import { followWording } from '../../../texts/screens/follow-wording';
import { shellWording } from '../../../texts/screens/shell-wording';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import { banners, type Connection, languageChoice, lookChoice } from '../shell/frame';
import type { FollowedTicket, TicketFeed } from './ticket-feed';
import { type TicketState, ticketHref } from './ticket-state';

const wording = joined(shellWording, followWording);

type Words = Pick<LanguageTexts<typeof followPlaceholders>, 'format' | 'time'>;

/** The page of one number, drawn alike by the box and by its script. */
export function ticketBody(
  feed: TicketFeed,
  state: TicketState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const { look } = state;
  const { code, ticket, languages } = feed;
  const words = screenTexts(wording, look.language, feed);
  const spoken = spokenLanguages(wording, feed);
  const at = (look: TicketState['look']) => ticketHref({ ...state, look }, usualLanguage({ languages }));
  const frame = { feed, look, connection, words, spoken, at };
  const named = (name: Name) => nameIn(name, look.language, languages);
  const isCalled = ticket?.stands === 'called';
  const body = html`${banners(frame)}
<div id="content">
<header><p class="place">${named(feed.name)}</p>${languageChoice(frame)}</header>
<main id="follow" class="${isCalled ? 'called' : ''}">
<div class="number"><h1>${words.format('follow.your-number')}</h1>
<p class="big" id="number">${code}</p>${ticket ? html`<p class="of">${named(ticket.service)}</p>` : nothing}</div>
<div id="stands" role="status">${ticket ? standing(ticket, words, named) : html`<p>${words.format('follow.unknown')}</p>`}</div>
<section aria-labelledby="latest-name"><h2 id="latest-name">${words.format('follow.latest')}</h2>
${feed.latest.length === 0 ? html`<p>${words.format('follow.nobody')}</p>` : html`<ol id="latest">${feed.latest.map(call => html`<li><b>${call.ticket}</b> <span>${named(call.counter)}</span></li>`)}</ol>`}</section>
<p class="about">${words.format('follow.watch')}</p>
</main>
<footer>${lookChoice(frame)}</footer>
</div>`;
  const title = words.format(isCalled ? 'follow.title-called' : 'follow.title', { code });
  return { title, locale: words.locale, body };
}

function standing(ticket: FollowedTicket, words: Words, named: (name: Name) => string): Html {
  const { stands, counter, ahead = 0, wait, slot } = ticket;
  const place = counter ? html`<p class="where">${named(counter)}</p>` : nothing;
  if (stands === 'called' || stands === 'serving')
    return html`<p><b>${words.format(stands === 'called' ? 'follow.called' : 'follow.serving')}</b></p>${place}`;
  if (stands !== 'waiting') return html`<p>${words.format(`follow.${stands}`)}</p>`;
  if (slot !== undefined)
    return html`<p><b>${words.format('follow.appointment', { time: words.time(slot) })}</b></p>`;
  return html`<p><b>${words.format('follow.ahead', { count: ahead })}</b></p><p>${waitWords(wait, words)}</p>`;
}

function waitWords(wait: FollowedTicket['wait'], words: Words): string {
  if (!wait) return words.format('follow.wait-unknown');
  return wait.from === 0
    ? words.format('follow.wait-under', { minutes: wait.to })
    : words.format('follow.wait-band', wait);
}
