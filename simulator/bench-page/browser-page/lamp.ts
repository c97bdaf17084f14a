import type { LampView } from '../bench-view';
import { el, setText } from './dom';

/** A lamp with its sign in words beside it, so that nobody depends on its colour or its blinking. */
export class LampPicture {
  readonly element: HTMLElement;
  readonly #bulb = el('span', { class: 'bulb', 'aria-hidden': 'true' });
  readonly #sign = el('span', { class: 'sign' });

  constructor(name: string) {
    this.element = el('span', { class: 'lamp', 'data-lamp': name, title: name }, this.#bulb, this.#sign);
  }

  /** Without a lamp to look at, its sign is not known. */
  show({ sign, light }: LampView = { sign: 'unknown', light: 'off' }): void {
    this.element.dataset.sign = sign;
    this.element.dataset.light = light;
    setText(this.#sign, sign);
  }
}

/** Shows a change of the light itself, wherever the page has this lamp. */
export function shine(lamp: string, light: string): void {
  for (const element of document.querySelectorAll<HTMLElement>('[data-lamp]')) {
    if (element.dataset.lamp === lamp) element.dataset.light = light;
  }
}
