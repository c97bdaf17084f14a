import { sendCommand } from '../../../firmware/screens/browser-page/command';
import type { StateView, TextView } from '../../../firmware/screens/views';
import { card, el, setText } from './dom';
import { firstLanguage, nameOr } from './names';
import type { Part } from './part';

/** In their own words; another language of the site stands with its code. */
const languageNames: Readonly<Record<string, string>> = {
  fi: 'Suomi',
  sv: 'Svenska',
  en: 'English',
  se: 'Davvisámegiella',
  smn: 'Anarâškielâ',
  sms: 'Nuõrttsääʹmǩiõll',
};

/** Where a customer takes a number: language, more time, service. */
export class Kiosk implements Part {
  readonly element: HTMLElement;
  readonly #answer = el('p', { role: 'status', class: 'answer' });
  readonly #needsTime = el('input', { type: 'checkbox' });
  readonly #names = new Map<HTMLElement, TextView>();
  #language: string;

  constructor(state: StateView) {
    this.#language = firstLanguage(state);
    const services = state.services.map(({ id, letter, name }) => {
      const label = el('span');
      this.#names.set(label, name);
      const button = { type: 'button', 'data-service': id, click: () => this.#take(id) };
      return el('button', button, el('b', {}, letter), label);
    });
    this.element = card(
      'kiosk',
      'Take a number',
      el(
        'fieldset',
        { class: 'languages' },
        el('legend', {}, 'Language of the ticket'),
        ...state.languages.map(language => this.#choice(language)),
      ),
      el('label', { class: 'choice' }, this.#needsTime, 'Needs more time'),
      el('div', { class: 'services' }, ...services),
      this.#answer,
    );
    this.#choose(this.#language);
  }

  #choice(language: string): HTMLElement {
    const radio = el('input', {
      type: 'radio',
      name: 'language',
      value: language,
      checked: language === this.#language,
      change: () => this.#choose(language),
    });
    return el('label', { class: 'choice', lang: language }, radio, nameOr(language, languageNames, language));
  }

  #choose(language: string): void {
    this.#language = language;
    for (const [label, name] of this.#names) {
      label.lang = language;
      const [some = ''] = Object.values(name);
      setText(label, nameOr(some, name, language));
    }
  }

  async #take(service: string): Promise<void> {
    const reply = await sendCommand('take-ticket', {
      service,
      language: this.#language,
      needsTime: this.#needsTime.checked,
    });
    this.#answer.className = reply.ok ? 'answer' : 'answer refused';
    this.#answer.replaceChildren(
      ...(reply.ok
        ? [
            el('b', { class: 'code' }, String(reply.result.ticket)),
            ` ${reply.result.ahead} ahead in the queue`,
          ]
        : [`${reply.message} `, el('code', {}, reply.code)]),
    );
    this.#needsTime.checked = false;
  }
}
