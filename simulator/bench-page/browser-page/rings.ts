import { postJson } from '../../../firmware/screens/browser-page/command';
import type { StateView } from '../../../firmware/screens/views';
import { codecFaults, type RingView, ringActs } from '../bench-view';
import { DeviceHealth } from './device-health';
import { card, el, setText } from './dom';
import { FaultToggles } from './fault-toggles';
import type { Part, Seen } from './part';

const stateWords = { idle: 'Nobody rings', ringing: 'Rings', connected: 'In a call' };

/** What rings in another room, and who rings it. */
export class Rings implements Part {
  readonly element: HTMLElement;
  readonly #sources: readonly RingPicture[];

  constructor({ bench }: Seen) {
    this.#sources = bench.rings.map(ring => new RingPicture(ring));
    this.element = card('rings', 'Ring the video unit', ...this.#sources.map(({ element }) => element));
  }

  show({ state, bench }: Seen): void {
    for (const [index, source] of this.#sources.entries()) source.show(bench.rings[index], state);
  }
}

class RingPicture {
  readonly element: HTMLElement;
  readonly #health = new DeviceHealth();
  readonly #state = el('span', { class: 'quiet', role: 'status' });
  readonly #toggles: FaultToggles<(typeof codecFaults)[number]['id']> | undefined;

  constructor({ name, broken }: RingView) {
    const path = encodeURIComponent(name);
    this.#toggles = broken ? new FaultToggles(`/simulator/api/codec/${path}`, codecFaults) : undefined;
    this.element = el(
      'div',
      { class: 'printer', 'data-ring': name },
      el('p', { class: 'line' }, el('b', {}, name), this.#health.badge, this.#state),
      this.#health.reasons,
      el(
        'div',
        { class: 'acts' },
        ...ringActs.map(({ id, label }) => {
          const click = () => void postJson(`/simulator/api/ring/${path}`, { act: id });
          return el('button', { type: 'button', 'data-act': id, click }, label);
        }),
      ),
      ...(this.#toggles ? [this.#toggles.element] : []),
    );
  }

  show(view: RingView | undefined, state: StateView): void {
    if (!view) return;
    setText(this.#state, stateWords[view.state]);
    if (view.broken) this.#toggles?.show(view.broken);
    this.#health.show(state.devices.find(({ name }) => name === view.name));
  }
}
