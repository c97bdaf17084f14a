import { ChangeLedger } from './change-ledger';
import type { LampSign } from './lamp';
import { type LampPattern, type Light, lampPatterns, lightAt, stepLength } from './lamp-patterns';
import type { Time, Timer } from './platform/time';

/** Whatever is lit stays lit so long, ms: long enough to be seen. */
const shortestLight = 100;

/** A lamp as the conductor needs it. */
export interface ConductedLamp {
  /** Whether white is brighter than amber on it; a lamp on one wire has one brightness. */
  readonly colours: 'one' | 'two';
  /** Shows the light from now on. Must not wait for the wire and must not throw. */
  shine(light: Light): void;
}

/** A lamp's place under the conductor. */
export interface LampSeat {
  readonly sign: LampSign;
  show(sign: LampSign): void;
  /**
   * Whether the lamp obeys. One that does not counts as dark, and is left switched off so that it does not light up by itself at an
   * instant that is not allowed; when it obeys again it is shown again like a new sign.
   */
  obeys(does: boolean): void;
}

/**
 * Changes all lamps in sight of a box, so that together they never flash more than twice a second (product.md, "Ring lamps"; WCAG 2.3.1 allows
 * three). An invariant, not a setting.
 *
 * *What is proven.* A flash is a pair of opposing changes of brightness: a rise and a fall, of any lamps in sight, in either order.
 * Changes at one instant (less than 5 ms apart) count once. In any window of one second there are at most two instants at which any lamp
 * gets brighter and at most two at which any gets darker, hence at most two flashes, each change being part of one.
 *
 * *Why it holds.* Nothing but `#change` brightens or darkens a lamp, and it asks the ledger of its direction, which knows the instants of all lamps.
 * The one exception is a lamp that is lost: nobody can keep it from going dark; its fall is in the ledger, its return asks like any rise.
 *
 * *Why nothing waits that need not.* All that blinks shares one beat, on a grid of the monotonic clock: one rise and one fall in 1.25 s. So
 * one more of each is free in any second, two when nothing blinks, and the first ring in a second is lit at once, in the dark half of the
 * others as well. It stays lit until it joins the beat. What has to wait goes with the next allowed instant, all of it
 * together, and no light waits longer than 1.25 s. The rises of the beat are reserved, so that no blink is dark for longer than its pattern says.
 */
export class LampConductor {
  readonly #time: Time;
  readonly #seats = new Set<Seat>();
  readonly #rises = new ChangeLedger();
  readonly #falls = new ChangeLedger();
  #timer: Timer | undefined;
  #turning = false;
  #turnAgain = false;

  constructor(time: Time) {
    this.#time = time;
  }

  /** Seats a lamp; it does not obey until it says so. */
  seat(lamp: ConductedLamp): LampSeat {
    const seat = new Seat(lamp, () => this.#seatChanged(seat));
    this.#seats.add(seat);
    return seat;
  }

  #seatChanged(seat: Seat): void {
    const now = this.#time.monotonic();
    if (!seat.present && seat.shown !== 'off') {
      this.#falls.record(now);
      seat.shine('off', now);
    }
    seat.begin(now);
    this.#turn(now);
  }

  /** Brings every lamp to what it is to show now. A lamp that is lost while it is written to makes it begin again. */
  #turn(now: number): void {
    this.#turnAgain = this.#turning;
    if (this.#turning) return;
    this.#turning = true;
    let wakes: readonly (number | undefined)[];
    try {
      do {
        this.#turnAgain = false;
        for (const seat of this.#present()) {
          if (seat.direction(now) === 'same') seat.shine(seat.wanted(now), now);
        }
        wakes = [this.#change('rise', now), this.#change('fall', now), this.#nextBeat(now)];
      } while (this.#turnAgain);
    } finally {
      this.#turning = false;
    }
    this.#wakeAt(wakes.filter(wake => wake !== undefined));
  }

  /** Carries out all changes of one direction, or says when to try again. */
  #change(direction: 'rise' | 'fall', now: number): number | undefined {
    const waiting = this.#present().filter(seat => seat.direction(now) === direction);
    const due = direction === 'rise' ? waiting : waiting.filter(seat => now - seat.litAt >= shortestLight);
    const ledger = direction === 'rise' ? this.#rises : this.#falls;
    if (due.length > 0 && ledger.allows(now, this.#reserved(direction, now))) {
      ledger.record(now);
      for (const seat of due) if (seat.present) seat.shine(seat.wanted(now), now);
    }
    const left = waiting.filter(seat => seat.present && seat.direction(now) === direction);
    if (left.length === 0) return undefined;
    return left.some(seat => due.includes(seat))
      ? ledger.nextChance(now)
      : Math.min(...left.map(seat => seat.litAt + shortestLight));
  }

  /** The next instant of the beat in this direction, if any lamp that has joined needs it. */
  #reserved(direction: 'rise' | 'fall', now: number): number | undefined {
    const instant = nextStep(now + 1, direction === 'rise' ? 'even' : 'odd');
    return this.#present().some(seat => seat.blinks && seat.joinsAt < instant) ? instant : undefined;
  }

  #nextBeat(now: number): number | undefined {
    if (!this.#present().some(seat => seat.blinks)) return undefined;
    return (Math.floor(now / stepLength) + 1) * stepLength;
  }

  #present(): Seat[] {
    return [...this.#seats].filter(seat => seat.present);
  }

  #wakeAt(wakes: readonly number[]): void {
    this.#timer?.cancel();
    this.#timer = undefined;
    if (wakes.length === 0) return;
    const delay = Math.max(1, Math.ceil(Math.min(...wakes) - this.#time.monotonic()));
    this.#timer = this.#time.after(delay, 'lamps', () => this.#turn(this.#time.monotonic()));
  }
}

class Seat implements LampSeat {
  readonly #lamp: ConductedLamp;
  readonly #changed: () => void;
  sign: LampSign = 'off';
  present = false;
  shown: Light = 'off';
  /** When it last got brighter. */
  litAt = Number.NEGATIVE_INFINITY;
  /** From then on it follows the beat; not before it has been lit for its sign. */
  joinsAt = Number.POSITIVE_INFINITY;

  constructor(lamp: ConductedLamp, changed: () => void) {
    this.#lamp = lamp;
    this.#changed = changed;
  }

  show(sign: LampSign): void {
    if (sign === this.sign) return;
    this.sign = sign;
    this.#changed();
  }

  obeys(does: boolean): void {
    if (does === this.present) return;
    this.present = does;
    this.#changed();
  }

  /** Shows a sign anew. */
  begin(now: number): void {
    this.joinsAt = Number.POSITIVE_INFINITY;
    if (this.direction(now) === 'none') this.joinsAt = nextStep(now, 'even');
  }

  get #pattern(): LampPattern {
    return lampPatterns[this.sign];
  }

  get blinks(): boolean {
    const [first, ...rest] = this.#pattern.map(light => this.#brightness(light));
    return rest.some(brightness => brightness !== first);
  }

  wanted(now: number): Light {
    return now < this.joinsAt ? this.#pattern[2] : lightAt(this.sign, now);
  }

  direction(now: number): 'rise' | 'fall' | 'same' | 'none' {
    const wanted = this.wanted(now);
    if (wanted === this.shown) return 'none';
    const change = this.#brightness(wanted) - this.#brightness(this.shown);
    return change > 0 ? 'rise' : change < 0 ? 'fall' : 'same';
  }

  shine(light: Light, now: number): void {
    if (this.#brightness(light) > this.#brightness(this.shown)) this.litAt = now;
    this.shown = light;
    if (this.joinsAt === Number.POSITIVE_INFINITY) this.joinsAt = nextStep(now, 'even');
    this.#lamp.shine(light);
  }

  #brightness(light: Light): number {
    if (light === 'off') return 0;
    return light === 'white' && this.#lamp.colours === 'two' ? 2 : 1;
  }
}

/** The first step of the beat at or after an instant that is even or odd. */
function nextStep(at: number, parity: 'even' | 'odd'): number {
  const step = Math.ceil(at / stepLength);
  const fits = (step % 2 === 0) === (parity === 'even');
  return (fits ? step : step + 1) * stepLength;
}
