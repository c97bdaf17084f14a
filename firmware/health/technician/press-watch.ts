import type { Button } from '../../../hal/button';
import type { Device, Listenable } from '../../../hal/device';
import type { Time } from '../../../hal/platform/time';
import type { RingSource } from '../../../hal/ring-source';
import type { SmileyUnit } from '../../../hal/smiley-unit';
import type { PressSeen } from '../../screens/pages/technician/technician-feed';

/**
 * Every press and ring of every device as it comes, for whoever tests. Who rings is left out. Changes nothing: the press does its work as
 * always.
 */
export class PressWatch {
  readonly #devices: Iterable<Device>;
  readonly #time: Time;
  readonly #undo: (() => void)[] = [];
  #count = 0;

  constructor(devices: Iterable<Device>, time: Time) {
    this.#devices = devices;
    this.#time = time;
  }

  start(see: (press: PressSeen) => void): void {
    for (const device of this.#devices) {
      const tell = (what: PressSeen['what'], face?: number): void =>
        see({
          id: ++this.#count,
          device: device.name,
          what,
          at: this.#time.now(),
          ...(face !== undefined && { face }),
        });
      if (device.kind === 'button') {
        const { events } = device as Button;
        this.#follow(events, 'gesture', gesture => tell(gesture));
      } else if (device.kind === 'smiley-unit') {
        const { events } = device as SmileyUnit;
        this.#follow(events, 'pressed', ({ face }) => tell('face', face));
      } else if (device.kind === 'ring-source') {
        const { events } = device as RingSource;
        this.#follow(events, 'ringing', () => tell('ringing'));
        this.#follow(events, 'over', () => tell('over'));
      }
    }
  }

  stop(): void {
    for (const undo of this.#undo.splice(0)) undo();
  }

  #follow<E, K extends keyof E & string>(
    events: Listenable<E>,
    name: K,
    see: (...values: E[K] & unknown[]) => void,
  ): void {
    const listener = (...values: E[K] & unknown[]): boolean => {
      see(...values);
      // `dealtWith`: whoever merely looks on has not carried it out.
      return false;
    };
    events.on(name, listener);
    this.#undo.push(() => events.off(name, listener));
  }
}
