import type { LanguageTexts } from '../../../texts/language-texts';
import type { shellPlaceholders } from '../../../texts/screens/shell-keys';
import type { technicianPlaceholders } from '../../../texts/screens/technician-keys';
import { usualLanguage } from '../../../texts/usual-language';
import { type Html, html, nothing } from '../../html';
import type { Connection } from '../shell/frame';
import type { Condition, Health, Reason, TechnicianFeed } from './technician-feed';
import { type TechnicianState, technicianHref } from './technician-state';

/** What every part of the page is drawn from. */
export interface TechnicianView {
  readonly feed: TechnicianFeed;
  readonly state: TechnicianState;
  readonly words: LanguageTexts<typeof shellPlaceholders & typeof technicianPlaceholders>;
  readonly spoken: readonly string[];
  readonly connection: Connection;
}

/** Address of the page with something changed. */
export function hrefWith({ state, feed }: TechnicianView, changes: Partial<TechnicianState>): string {
  return technicianHref({ ...state, ...changes }, usualLanguage(feed));
}

/** A time of day of today, else a date with it. */
export function whenIn({ words, feed }: TechnicianView, at: number): string {
  const time = words.time(at);
  return words.date(at) === words.date(feed.now) ? time : `${words.date(at)} ${time}`;
}

/** A kind of device. Hyphens cannot stand in what a message chooses by. */
export function kindWords({ words }: Pick<TechnicianView, 'words'>, kind: string): string {
  return words.format('technician.kind', { kind: kind.replaceAll('-', '_') });
}

/** The state in words beside its sign, so that nobody depends on a colour. */
export function healthChip({ words }: TechnicianView, health: Health): Html {
  const sign = { ok: '✓', failed: '✕', unknown: '?' }[health];
  return html`<span class="health" data-health="${health}"><span aria-hidden="true">${sign}</span> ${words.format('technician.health', { health })}</span>`;
}

/** How something is, why, and what to do about it. */
export function conditionLines(view: TechnicianView, condition: Condition): Html {
  const { words } = view;
  const { health, reason, warnings, since, lastGood, tested } = condition;
  return html`<p class="state">${healthChip(view, health)}${
    since === undefined
      ? nothing
      : html` <span class="about">${words.format('technician.since', { when: whenIn(view, since) })}</span>`
  }</p>
${lastGood === undefined ? nothing : html`<p class="about">${words.format('technician.last-good', { when: whenIn(view, lastGood) })}</p>`}
${reason ? reasonLines(view, reason, health) : nothing}
${warnings.map(warning => reasonLines(view, warning, 'warning'))}
${
  tested
    ? html`<p class="about" data-tested="${tested.result}">${words.format('technician.tested', {
        result: tested.result,
        when: whenIn(view, tested.at),
      })}${tested.reason ? html`: ${tested.reason.what}` : nothing}</p>`
    : nothing
}`;
}

function reasonLines(
  { words }: TechnicianView,
  { code, what, advice }: Reason,
  of: Health | 'warning',
): Html {
  return html`<div class="${of === 'failed' ? 'trouble' : 'notice'} reason" data-code="${code}"><p><strong>${
    of === 'warning' ? `${words.format('technician.warning')}: ` : ''
  }${what}</strong></p><p>${advice}</p><p class="code-of">${words.format('technician.code', { code })}</p></div>`;
}

/** What has become of the last press of this technician. Always there, so that it is read out when it changes. */
export function answerLine({ state: { answer }, words }: TechnicianView): Html {
  const text = answer === undefined ? '' : wordsOf(answer, words);
  const isBad = answer !== undefined && !['moment', 'asked', 'done'].includes(answer.kind);
  return html`<p id="answer" role="status"${isBad ? html` class="trouble"` : nothing} data-answer="${answer?.kind ?? ''}">${text}</p>`;
}

function wordsOf(
  { kind, code = '' }: NonNullable<TechnicianState['answer']>,
  words: TechnicianView['words'],
): string {
  if (kind === 'refused') return words.format('technician.refused', { code });
  return words.format(`technician.${kind}`);
}

/** A button that asks the box for something. */
export function actButton(
  { state }: TechnicianView,
  act: string,
  value: string,
  label: string,
  id: string,
): Html {
  const isBusy = state.answer?.kind === 'moment';
  return html`<button type="button" class="act" data-act="${act}" data-value="${value}" id="${id}"${isBusy ? html` aria-disabled="true"` : nothing}>${label}</button>`;
}

/** A restart is said twice: one thumb on a phone is quick. */
export function restartButton(view: TechnicianView, device: string | undefined): Html {
  const { state, words } = view;
  const key = device === undefined ? 'technician.restart-box' : 'technician.restart-device';
  if (state.asking === undefined || state.asking.device !== device)
    return actButton(view, 'ask-restart', device ?? '', words.format(key), 'restart');
  return html`<div class="sure" role="group" aria-labelledby="sure"><p id="sure">${words.format('technician.sure')}</p><div class="row">${actButton(
    view,
    'restart',
    device ?? '',
    words.format('technician.yes'),
    'yes',
  )}${actButton(view, 'ask-no', '', words.format('technician.no'), 'no')}</div></div>`;
}
