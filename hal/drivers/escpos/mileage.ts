import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';

const kept = Type.Object({
  prints: Type.Integer({ minimum: 0 }),
  cuts: Type.Integer({ minimum: 0 }),
  millimetres: Type.Number({ minimum: 0 }),
  /** Of the roll that is in now. */
  millimetresOnRoll: Type.Number({ minimum: 0 }),
  /** Mean length of the last tickets. */
  meanTicket: Type.Number({ minimum: 1 }),
  /** The roll ended and no other has been seen yet. */
  rollEnded: Type.Boolean(),
  /** The last ticket is not known to have come out whole. */
  torn: Type.Optional(Type.Boolean()),
});

type Kept = Static<typeof kept>;

/** Millimetres; a ticket with a wait band and hours, before the first one is known. */
const usualTicket = 90;

/** Share of the newest ticket in the mean. */
const weight = 0.05;

const fresh: Kept = {
  prints: 0,
  cuts: 0,
  millimetres: 0,
  millimetresOnRoll: 0,
  meanTicket: usualTicket,
  rollEnded: false,
};

export interface Roll {
  /** Millimetres on a new roll. */
  readonly length: number;
  /** A warning is due when the rest is no longer enough for so many tickets. */
  readonly warnTickets: number;
}

/** What a printer has done since the box knows it, and how far its roll is used up. Knows no file and no clock. */
export class Mileage {
  readonly #roll: Roll;
  #kept: Kept = fresh;

  constructor(roll: Roll) {
    this.#roll = roll;
  }

  /** @returns false when the text is not what `text` gives; then everything begins at nought. */
  restore(text: string): boolean {
    const value = parsed(text);
    const isOurs = Value.Check(kept, value);
    if (isOurs) this.#kept = value;
    return isOurs;
  }

  get text(): string {
    return JSON.stringify(this.#kept);
  }

  get prints(): number {
    return this.#kept.prints;
  }

  get cuts(): number {
    return this.#kept.cuts;
  }

  /** Rounded. */
  get millimetres(): number {
    return Math.round(this.#kept.millimetres);
  }

  /** Used up of the present roll, rounded. */
  get millimetresOnRoll(): number {
    return Math.round(this.#kept.millimetresOnRoll);
  }

  /** The present roll is enough for no more than `warnTickets`. */
  get isLow(): boolean {
    const { millimetresOnRoll, meanTicket } = this.#kept;
    return this.#roll.length - millimetresOnRoll <= this.#roll.warnTickets * meanTicket;
  }

  /** A ticket came out, for certain. */
  printed(millimetres: number): void {
    const { prints, cuts, meanTicket } = this.#kept;
    const mean = prints === 0 ? millimetres : meanTicket + (millimetres - meanTicket) * weight;
    this.#kept = { ...this.#kept, prints: prints + 1, cuts: cuts + 1, meanTicket: Math.max(1, mean) };
    this.mayHaveUsed(millimetres);
  }

  /** A ticket may have come out, or a part of it: the warning had better come too early than too late. */
  mayHaveUsed(millimetres: number): void {
    const { millimetres: all, millimetresOnRoll } = this.#kept;
    this.#kept = {
      ...this.#kept,
      millimetres: all + millimetres,
      millimetresOnRoll: millimetresOnRoll + millimetres,
    };
  }

  /** The printer reports the end of the roll. @returns whether that is news */
  rollEnded(): boolean {
    if (this.#kept.rollEnded) return false;
    this.#kept = { ...this.#kept, rollEnded: true };
    return true;
  }

  /** The printer is ready, so it has paper. @returns whether it is a new roll */
  paperPresent(): boolean {
    if (!this.#kept.rollEnded) return false;
    this.rollChanged();
    return true;
  }

  get torn(): boolean {
    return this.#kept.torn === true;
  }

  /** @returns whether that is news */
  tear(torn: boolean): boolean {
    if (torn === this.torn) return false;
    this.#kept = { ...this.#kept, torn };
    return true;
  }

  rollChanged(): void {
    this.#kept = { ...this.#kept, millimetresOnRoll: 0, rollEnded: false };
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
