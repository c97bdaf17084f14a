import { EventEmitter } from 'node:events';
import type { Counters, DeviceStatus } from '../device';
import type { Lamp } from '../lamp';
import type { InputLine } from '../line';
import type { Time, Timer } from '../platform/time';
import type { Face, SmileyUnit, SmileyUnitEvents } from '../smiley-unit';
import type { Sounder } from '../sounder';
import { notStarted, StatusKeeper } from '../status-keeper';
import { type ContactChange, ContactReader, type ContactSettings } from './contact-reader';
import { LineReader } from './line-reader';
import { worstOf } from './line-status';

export interface SmileyUnitSettings extends ContactSettings {
  /** Four or five, from the most dissatisfied to the most satisfied face. */
  readonly faces: readonly InputLine[];
  /** The unit's own light and tone, which it starts and stops. */
  readonly lamp?: Lamp;
  readonly sounder?: Sounder;
  readonly time: Time;
}

/** How long the light answers a press, ms; a refusal blinks, which takes longer to be seen. */
const answered = { taken: 1000, refused: 3000 };

interface FaceReader {
  readonly face: Face;
  readonly contact: ContactReader;
  readonly reader: LineReader<ContactChange>;
}

/**
 * A smiley unit on any wires. A press is told at the closing (0 ms) and its release after the bounces. Fails with `button-stuck` while a
 * face is down too long, and with the code of any line that is away; the other faces go on. `at` is the stamp of the edge.
 * Counters, over all faces: presses, stuck, lostEdges, bounces.
 */
export class SmileyUnitOnLines implements SmileyUnit {
  readonly name: string;
  readonly kind = 'smiley-unit';
  readonly faces: 4 | 5;
  readonly events = new EventEmitter<SmileyUnitEvents>();
  readonly #settings: SmileyUnitSettings;
  readonly #keeper = new StatusKeeper(status => this.events.emit('status', status));
  readonly #readers: readonly FaceReader[];
  readonly #parts: readonly (Lamp | Sounder)[];
  readonly #down = new Set<Face>();
  readonly #onPart = () => this.#keeper.set(this.#statusNow());
  #answer: Timer | undefined;
  #presses = 0;

  constructor(name: string, settings: SmileyUnitSettings) {
    this.name = name;
    this.faces = settings.faces.length === 5 ? 5 : 4;
    this.#settings = settings;
    this.#parts = [settings.lamp, settings.sounder].filter(part => part !== undefined);
    this.#readers = settings.faces.map((line, index) => this.#reader(index + 1, line));
  }

  get status(): DeviceStatus {
    return this.#keeper.status;
  }

  get counters(): Counters {
    const counters = { presses: this.#presses, stuck: 0, lostEdges: 0, bounces: 0 };
    for (const { contact } of this.#readers) {
      counters.stuck += contact.timesStuck;
      counters.lostEdges += contact.lostEdges;
      counters.bounces += contact.bounces;
    }
    return counters;
  }

  answer(taken: boolean): void {
    const { lamp, sounder, time } = this.#settings;
    sounder?.play(taken ? 'chime' : 'refused');
    lamp?.show(taken ? 'on' : 'refused');
    this.#answer?.cancel();
    this.#answer = time.after(taken ? answered.taken : answered.refused, 'smiley answer', () =>
      lamp?.show('off'),
    );
  }

  async start(signal: AbortSignal): Promise<void> {
    for (const part of this.#parts) part.events.on('status', this.#onPart);
    await Promise.all([...this.#parts, ...this.#wires].map(each => each.start(signal)));
    this.#onPart();
  }

  async stop(): Promise<void> {
    this.#answer?.cancel();
    this.#settings.lamp?.show('off');
    await Promise.all([...this.#wires, ...this.#parts].map(each => each.stop()));
    for (const part of this.#parts) part.events.off('status', this.#onPart);
    this.#keeper.set(notStarted);
  }

  get #wires(): readonly LineReader<ContactChange>[] {
    return this.#readers.map(({ reader }) => reader);
  }

  #reader(face: Face, line: InputLine): FaceReader {
    const { time } = this.#settings;
    const contact = new ContactReader(this.#settings);
    const listener = { outcome: (change: ContactChange) => this.#tell(face, change), changed: this.#onPart };
    return { face, contact, reader: new LineReader(line, contact, { time, listener }) };
  }

  /** A release is told only of a press that was told: not of a face that was down when the unit was first seen. */
  #tell(face: Face, { closed, at }: ContactChange): void {
    if (closed) {
      this.#presses += 1;
      this.#down.add(face);
      this.events.emit('pressed', { face, at });
    } else if (this.#down.delete(face)) {
      this.events.emit('released', { face, at });
    }
  }

  #statusNow(): DeviceStatus {
    const worst = worstOf([...this.#wires, ...this.#parts].map(({ status }) => status));
    if (worst.health !== 'ok') return worst;
    const stuck = this.#readers.filter(({ contact }) => contact.stuck).map(({ face }) => face);
    if (stuck.length === 0) return worst;
    return { health: 'failed', code: 'button-stuck', detail: `face ${stuck.join(', ')}` };
  }
}
