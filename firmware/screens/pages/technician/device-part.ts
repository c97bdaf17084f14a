import { type Html, html, nothing } from '../../html';
import { pressLines } from './presses-part';
import type { DeviceOnPage } from './technician-feed';
import {
  actButton,
  conditionLines,
  hrefWith,
  kindWords,
  restartButton,
  type TechnicianView,
} from './technician-view';

const signs = ['on', 'call', 'prompt', 'ring', 'refused', 'fault', 'off'] as const;
const tones = ['chime', 'refused', 'ring', 'test'] as const;

/** One device: how it is, what to do, and how to try it. */
export function devicePart(view: TechnicianView, device: DeviceOnPage): Html {
  const { words } = view;
  const { name, kind, driver } = device;
  return html`<main id="device" data-device="${name}">
<p class="ways"><a class="plain" id="back" data-go href="${hrefWith(view, { device: undefined })}"><span aria-hidden="true">←</span> ${words.format('technician.back')}</a></p>
<h1 tabindex="-1" data-start>${name}</h1>
<p class="about">${kindWords(view, kind)} · <span lang="en">${driver}</span></p>
<section class="panel">${conditionLines(view, device)}</section>
${kind === 'other' ? nothing : tests(view, device)}
${counts(view, device)}
</main>`;
}

function tests(view: TechnicianView, { name, kind }: DeviceOnPage): Html {
  const { words } = view;
  return html`<section class="panel" aria-labelledby="tests"><h2 id="tests">${words.format('technician.tests')}</h2>
${byKind(view, name, kind)}
<p class="about">${words.format('technician.self-test-help')}</p>
<div class="row">${actButton(view, 'self-test', name, words.format('technician.self-test'), 'self-test')}
${restartButton(view, name)}</div></section>`;
}

function byKind(view: TechnicianView, name: string, kind: string): Html {
  const { words } = view;
  switch (kind) {
    case 'lamp':
      return html`<p class="about">${words.format('technician.sign-help')}</p><div class="choices">${signs.map(
        sign =>
          actButton(
            view,
            'sign',
            `${name} ${sign}`,
            words.format('technician.sign', { sign }),
            `sign-${sign}`,
          ),
      )}</div>`;
    case 'sounder':
      return html`<div class="choices">${tones.map(tone =>
        actButton(view, 'tone', `${name} ${tone}`, words.format('technician.tone', { tone }), `tone-${tone}`),
      )}</div>`;
    case 'number-display':
      return html`<p class="about">${words.format('technician.segments-help')}</p><div class="row">${actButton(
        view,
        'segments',
        name,
        words.format('technician.segments'),
        'segments',
      )}</div>`;
    case 'ticket-printer':
      return html`<div class="row">${actButton(view, 'print', name, words.format('technician.test-ticket'), 'print')}</div>
<p class="about">${words.format('technician.roll-help')}</p>
<div class="row">${actButton(view, 'roll-changed', name, words.format('technician.roll-changed'), 'roll-changed')}</div>`;
    case 'button':
    case 'smiley-unit':
    case 'ring-source':
      return html`<p class="about">${words.format(kind === 'ring-source' ? 'technician.ring-here' : 'technician.press-here')}</p>
${pressLines(
  view,
  view.state.presses.filter(({ device }) => device === name),
)}`;
    default:
      return nothing;
  }
}

function counts({ words, feed }: TechnicianView, { counters }: DeviceOnPage): Html {
  const entries = Object.entries(counters);
  if (entries.length === 0) return nothing;
  const [locale = 'en'] = [words.locale, ...feed.languages];
  const numbers = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
  return html`<section class="panel" aria-labelledby="counts"><h2 id="counts">${words.format('technician.counters')}</h2>
<dl>${entries.map(
    ([name, count]) =>
      html`<div data-counter="${name}"><dt>${words.format('technician.counter', { name })}</dt><dd>${numbers.format(count)}</dd></div>`,
  )}</dl></section>`;
}
