import { postJson } from '../../../firmware/screens/browser-page/command';
import { el } from './dom';
import type { Part, Seen } from './part';

/** Whether people come by themselves. */
export class PeopleSwitch implements Part {
  readonly place = '#controls';
  readonly #input: HTMLInputElement = el('input', {
    type: 'checkbox',
    change: () => void postJson('/simulator/api/people', { on: this.#input.checked }),
  });
  readonly element = el('label', { class: 'choice' }, this.#input, 'People come by themselves');

  show({ bench: { people } }: Seen): void {
    this.#input.checked = people === true;
  }
}
