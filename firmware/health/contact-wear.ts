import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Counters } from '../../hal/device';

const count = Type.Integer({ minimum: 0 });
const span = Type.Object({ presses: count, bounces: count });

const kept = Type.Object({
  /** Since the box knows the device. */
  all: span,
  /** While it was new: what is usual for it. */
  first: span,
  /** Since the last whole window. */
  recent: span,
  /** The last whole window. */
  last: Type.Optional(span),
  /** What the device had counted when it was last looked at. */
  seen: span,
});

export type ContactWear = Static<typeof kept>;
type Span = Static<typeof span>;

const none: Span = { presses: 0, bounces: 0 };

export const freshContact: ContactWear = { all: none, first: none, recent: none, seen: none };

/** Presses by which it is known how a contact bounces, when it is new and later: fewer say little, as a hand presses it now softly, now hard. */
const newFor = 500;
const window = 200;

/** Share of a life after which a contact is told to be worn, as with printers. */
const wornShare = 0.9;

/** A worn contact bounces so many times as often as when it was new, and by so many bounces a press more: one that never bounced may begin to. */
const growth = 3;
const grownBy = 2;

/** What was kept, or undefined for anything else. */
export function contactWearFrom(value: unknown): ContactWear | undefined {
  return Value.Check(kept, value) ? value : undefined;
}

/** What it is with what the device has counted by now. A device that counts anew, after a restart, begins at nought. */
export function wearWith(wear: ContactWear, { presses = 0, bounces = 0 }: Counters): ContactWear {
  const now = { presses, bounces };
  const isAnew = presses < wear.seen.presses || bounces < wear.seen.bounces;
  const more = isAnew ? now : minus(now, wear.seen);
  if (more.presses === 0 && more.bounces === 0 && !isAnew) return wear;
  const isNew = wear.first.presses < newFor;
  const recent = isNew ? none : plus(wear.recent, more);
  const isWhole = recent.presses >= window;
  return {
    all: plus(wear.all, more),
    first: isNew ? plus(wear.first, more) : wear.first,
    recent: isWhole ? none : recent,
    ...((isWhole || wear.last) && { last: isWhole ? recent : wear.last }),
    seen: now,
  };
}

/** Whether it is near the end of its life. @param life presses that it lasts, by its data sheet */
export function isWorn({ all, first, last }: ContactWear, life: number): boolean {
  if (all.presses >= wornShare * life) return true;
  if (!last) return false;
  const usual = first.bounces / first.presses;
  return last.bounces / last.presses >= Math.max(growth * usual, usual + grownBy);
}

function plus(one: Span, other: Span): Span {
  return { presses: one.presses + other.presses, bounces: one.bounces + other.bounces };
}

function minus(one: Span, other: Span): Span {
  return { presses: one.presses - other.presses, bounces: one.bounces - other.bounces };
}
