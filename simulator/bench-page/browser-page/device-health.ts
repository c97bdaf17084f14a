import type { DeviceView } from '../../../firmware/screens/views';
import { el, setText } from './dom';

/** What the box knows of a device: its health in a word, and what is wrong with what to do about it. */
export class DeviceHealth {
  readonly badge = el('span', { class: 'health' });
  readonly reasons = el('div', { class: 'reasons', role: 'status' });
  #told = '';

  show(device: DeviceView | undefined): void {
    const { health = 'unknown', reason, warnings = [] } = device ?? {};
    this.badge.className = `health ${health}`;
    setText(this.badge, health);
    const reasons = [...(reason ? [reason] : []), ...warnings];
    const told = reasons.map(({ code }) => code).join();
    if (told === this.#told) return;
    this.#told = told;
    this.reasons.replaceChildren(
      ...reasons.map(({ code, what, advice }) =>
        el('p', {}, el('b', {}, what), ' ', el('code', {}, code), el('br'), advice),
      ),
    );
  }
}
