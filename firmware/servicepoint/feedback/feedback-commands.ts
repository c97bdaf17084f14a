import { type TSchema, Type } from '@sinclair/typebox';
import { Day, exactly, ServiceId } from '../vocabulary';
import { Answer, CountsOf, RatedQuestionId, SetId, SetVersion, UnitId } from './feedback-words';

export const feedbackCommands = {
  /** One question answered on the touch page. The version is that of the words that the customer read. */
  'answer-feedback': exactly({
    service: ServiceId,
    question: RatedQuestionId,
    version: SetVersion,
    answer: Answer,
  }),
  /** Answers on paper forms of some days, counted by a person. */
  'paper-feedback': exactly({
    service: ServiceId,
    set: SetId,
    version: SetVersion,
    from: { ...Day, description: 'First local day on which they were given' },
    to: { ...Day, description: 'Last such day' },
    answers: Type.Array(exactly({ question: RatedQuestionId, counts: CountsOf }), {
      minItems: 1,
      maxItems: 3,
    }),
  }),
} as const satisfies Record<string, TSchema>;

const Faces = Type.Union([Type.Literal(4), Type.Literal(5)]);
const Face = Type.Integer({ minimum: 1, maximum: 5, description: '1 is the most dissatisfied' });

/** What smiley units tell. */
export const feedbackInternalCommands = {
  'smiley-pressed': exactly({ unit: UnitId, face: Face, faces: Faces }),
  /** The face is down for longer than a person presses. */
  'smiley-stuck': exactly({ unit: UnitId, face: Face, faces: Faces }),
  /** Chance from outside, 4 numbers of 32 bits. */
  'feedback-seed': exactly({
    seed: Type.Array(Type.Integer({ minimum: 0, maximum: 0xffff_ffff }), { minItems: 4, maxItems: 4 }),
  }),
} as const satisfies Record<string, TSchema>;
