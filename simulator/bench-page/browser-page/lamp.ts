import { el, setText } from './dom';

/** A lamp with its sign in words beside it, so that nobody depends on its colour or its blinking. */
export class LampPicture {
  readonly element: HTMLElement;
  readonly #bulb = el('span', { class: 'bulb', 'aria-hidden': 'true' });
  readonly #sign = el('span', { class: 'sign' });

  constructor(name: string) {
    this.element = el('span', { class: 'lamp', 'data-lamp': name, title: name }, this.#bulb, this.#sign);
  }

  show(sign: string): void {
    this.element.dataset.sign = sign;
    setText(this.#sign, sign);
  }
}

/** Milliseconds of one half of a blink: 0.8 blinks a second, below the 2 a second that all lamps in sight together may reach. */
const halfBlink = 625;

/** All lamps blink in one beat: two that blink out of step would be twice as many flashes. */
export function startBeat(): void {
  setInterval(() => document.body.classList.toggle('beat'), halfBlink);
}
