import { type TSchema, Type } from '@sinclair/typebox';
import { Day, exactly, Instant, ServiceId } from '../vocabulary';
import {
  Answer,
  CollectionWord,
  CountsOf,
  Mark,
  RatedQuestionId,
  Scale,
  SetId,
  SetVersion,
  UnitId,
} from './feedback-words';

const PressNumber = Type.Integer({ minimum: 1, description: 'Counts the presses of the unit' });

const given = {
  unit: UnitId,
  press: PressNumber,
  set: SetId,
  version: SetVersion,
  question: RatedQuestionId,
  scale: Scale,
  answer: Answer,
  collection: CollectionWord,
  mark: Type.Optional(Mark),
};

/**
 * What can happen to feedback. Only `feedback.released` and `feedback.paper-counted` leave the box (PRV rows, contract.md): all others tell when somebody pressed what.
 * Nothing ties two answers to one person, and an open answer is no fact at all.
 */
export const feedbackFacts = {
  /** Kept whatever it is worth: marked, never deleted. */
  'feedback.pressed': exactly(given),
  /** One question answered on the touch page; the next one is a fact of its own, so nothing is lost if the customer walks away (FBK-31). */
  'feedback.answered': exactly({ ...given, service: ServiceId }),
  /** What the misuse filter found, in hindsight: all presses of the unit from the first to the last. */
  'feedback.marked': exactly({ unit: UnitId, mark: Mark, first: PressNumber, last: PressNumber }),
  /** The presses of a unit up to this one are judged; those that count are mixed with earlier ones. */
  'feedback.gathered': exactly({ unit: UnitId, through: PressNumber }),
  /** Chance for the mixing, from outside the core; secret. */
  'feedback.seeded': exactly({
    seed: Type.Array(Type.Integer({ minimum: 0, maximum: 0xffff_ffff }), { minItems: 4, maxItems: 4 }),
  }),
  /** Answers that leave the box, drawn by chance from those that were mixed. Each answer leaves once or never. */
  'feedback.released': exactly({
    unit: UnitId,
    service: Type.Optional(ServiceId),
    set: SetId,
    version: SetVersion,
    question: RatedQuestionId,
    scale: Scale,
    collection: CollectionWord,
    from: { ...Instant, description: 'Full hour from which the answers are, but for up to five older ones' },
    to: { ...Instant, description: 'Full hour by which all of them were given' },
    counts: CountsOf,
    leftOut: Type.Integer({
      minimum: 0,
      multipleOf: 5,
      description: 'Presses since the last release that are marked and not counted, rounded down to fives',
    }),
  }),
  /** Answers on paper, keyed in by a person; in no release, and at least five together (`paper.ts`). */
  'feedback.paper-counted': exactly({
    service: ServiceId,
    set: SetId,
    version: SetVersion,
    question: RatedQuestionId,
    scale: Scale,
    from: { ...Day, description: 'First local day on which they were given' },
    to: { ...Day, description: 'Last such day' },
    counts: CountsOf,
  }),
} as const satisfies Record<string, TSchema>;
