import { nameIn } from '../../../texts/name-in';
import { joined, screenTexts, spokenLanguages } from '../../../texts/screen-texts';
import { shellWording } from '../../../texts/screens/shell-wording';
import { technicianWording } from '../../../texts/screens/technician-wording';
import { type Html, html, nothing } from '../../html';
import { banners, type Connection, languageChoice, lookChoice } from '../shell/frame';
import { boxPart } from './box-part';
import { devicePart } from './device-part';
import { devicesPart } from './devices-part';
import { logPart } from './log-part';
import { pressesPart } from './presses-part';
import type { TechnicianFeed } from './technician-feed';
import { parts, type TechnicianState } from './technician-state';
import { answerLine, hrefWith, type TechnicianView } from './technician-view';

const wording = joined(shellWording, technicianWording);

/** The technician's page, drawn alike by the box and by its script. */
export function technicianBody(
  feed: TechnicianFeed,
  state: TechnicianState,
  connection: Connection,
): { readonly title: string; readonly locale: string; readonly body: Html } {
  const words = screenTexts(wording, state.look.language, feed);
  const spoken = spokenLanguages(wording, feed);
  const view: TechnicianView = { feed, state, connection, words, spoken };
  const frame = {
    ...view,
    look: state.look,
    at: (look: TechnicianState['look']) => hrefWith(view, { look }),
  };
  const place = nameIn(feed.name, state.look.language, feed.languages);
  const body = html`${banners(frame)}
<header><p class="place">${words.format('technician.title')} · ${place}</p></header>
${partOf(view)}
<footer>${languageChoice(frame)}${lookChoice(frame)}</footer>
<div id="bottom">${answerLine(view)}<nav id="parts" aria-label="${words.format('technician.parts')}">${parts.map(
    part =>
      html`<a data-go id="part-${part}" href="${hrefWith(view, { part, device: undefined })}"${
        part === state.part ? html` aria-current="page"` : nothing
      }>${words.format(`technician.nav-${part}`)}</a>`,
  )}</nav></div>`;
  return { title: `${words.format('technician.title')} – ${place}`, locale: words.locale, body };
}

/** A device that is not there any more is the list of those that are. */
function partOf(view: TechnicianView): Html {
  const { part, device: name } = view.state;
  const device = view.feed.devices.find(device => device.name === name);
  if (part === 'presses') return pressesPart(view);
  if (part === 'box') return boxPart(view);
  if (part === 'log') return logPart(view);
  return device ? devicePart(view, device) : devicesPart(view);
}
