import { postJson } from '../../../../firmware/screens/browser-page/command';
import { stories } from '../../bench-view';
import { card, el, setText } from '../dom';
import type { Part, Seen } from '../part';

/** Time, people and the days on which something is different. */
export class Controls implements Part {
  readonly element: HTMLElement;
  readonly #clock = el('output', { class: 'clock' });
  readonly #people = el('input', { type: 'checkbox', id: 'let-in' });
  readonly #paces: readonly HTMLInputElement[];
  readonly #stories: readonly HTMLButtonElement[];
  /** The clock as it was told, and when. */
  #told: { readonly at: number; readonly seen: number; readonly pace: number } | undefined;
  #shown: { readonly people?: boolean | null; readonly pace?: number | undefined } = {};
  readonly #zone: string;

  constructor({ bench }: Seen) {
    this.#zone = bench.plan.timezone;
    this.#people.addEventListener('change', () => {
      void postJson('/simulator/api/people', { on: this.#people.checked });
    });
    this.#paces = (bench.pace?.choices ?? []).map(times =>
      el('input', {
        type: 'radio',
        name: 'pace',
        value: String(times),
        change: () => void postJson('/simulator/api/pace', { times }),
      }),
    );
    const possible = bench.stories.map(({ id }) => id);
    const shown = stories.filter(({ id }) => possible.includes(id));
    const buttons = shown.map(({ id, label, about }) => {
      const button: HTMLButtonElement = el(
        'button',
        {
          type: 'button',
          'data-story': id,
          'aria-describedby': `about-${id}`,
          click: () => this.#toggle(button),
        },
        label,
      );
      return { button, row: el('li', {}, button, el('span', { id: `about-${id}` }, about)) };
    });
    this.#stories = buttons.map(({ button }) => button);
    this.element = card(
      'controls',
      'Time, people, days',
      el('p', { class: 'line' }, this.#clock, ...(bench.people === null ? [] : [this.#peopleChoice()])),
      ...(this.#paces.length === 0 ? [] : [this.#paceChoice()]),
      el('ul', { class: 'stories' }, ...buttons.map(({ row }) => row)),
      el(
        'p',
        { class: 'quiet' },
        'Other towns are other sites, from two customers a day to seventy: ',
        el('code', {}, 'npm start -- pelkosenniemi'),
        ', parainen, saarijarvi, kiiminki, mikkeli.',
      ),
    );
    setInterval(() => this.#tick(), 500);
  }

  show({ bench }: Seen): void {
    const { pace, now, people } = bench;
    // Only what has changed at the site: an older word of it must not undo a choice that is on its way.
    if (people !== this.#shown.people) this.#people.checked = people === true;
    if (pace?.now !== this.#shown.pace)
      for (const radio of this.#paces) radio.checked = radio.value === String(pace?.now);
    this.#shown = { people, pace: pace?.now };
    for (const button of this.#stories) {
      const on = bench.stories.find(({ id }) => id === button.dataset.story)?.on === true;
      button.setAttribute('aria-pressed', String(on));
    }
    this.#told = now === null ? undefined : { at: now, seen: performance.now(), pace: pace?.now ?? 1 };
    this.#tick();
  }

  #peopleChoice(): HTMLElement {
    return el('label', { class: 'choice' }, this.#people, 'People come by themselves');
  }

  #paceChoice(): HTMLElement {
    return el(
      'fieldset',
      { class: 'languages' },
      el('legend', {}, 'Time goes so many times faster'),
      ...this.#paces.map(radio => el('label', { class: 'choice' }, radio, `${radio.value}\u00d7`)),
    );
  }

  #toggle(button: HTMLButtonElement): void {
    const on = button.getAttribute('aria-pressed') !== 'true';
    void postJson('/simulator/api/story', { id: button.dataset.story, on });
  }

  #tick(): void {
    if (!this.#told) return;
    const { at, seen, pace } = this.#told;
    const now = at + (performance.now() - seen) * pace;
    const text = new Intl.DateTimeFormat('en-GB', {
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
      timeZone: this.#zone,
    }).format(now);
    setText(this.#clock, text);
  }
}
