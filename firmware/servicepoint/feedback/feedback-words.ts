import { type Static, Type } from '@sinclair/typebox';
import { type ScaleName, scales, stepsOf } from './scale';

/** Schemas of the words that facts and commands of feedback share. */

/** What the touch page is called among the units. */
export const pageUnit = 'page';

export const UnitId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: `Id of a smiley unit in the site file, or "${pageUnit}" for the touch page`,
});

export const RatedQuestionId = Type.Union([Type.Literal('ces'), Type.Literal('csat'), Type.Literal('nps')]);

export const SetId = Type.String({ pattern: '^[a-z][a-z0-9-]{0,39}$', description: 'Set of questions' });

export const SetVersion = Type.Integer({ minimum: 1, description: 'Version of the set' });

export const Answer = Type.Integer({ minimum: 0, maximum: 10, description: 'On the scale of the question' });

export const Scale = Type.Union([Type.Literal('1-4'), Type.Literal('1-5'), Type.Literal('0-10')], {
  description: 'The answers that there were; 1-4 is a unit with four faces',
});

/** How it was collected (X1): all the time, or in a dated window. */
export const CollectionWord = Type.Union([Type.Literal('always'), Type.Literal('window')]);

const mostSteps = Math.max(...Object.keys(scales).map(name => stepsOf(name as ScaleName)));

export const CountsOf = Type.Array(Type.Integer({ minimum: 0, maximum: 1_000_000 }), {
  minItems: 4,
  maxItems: mostSteps,
  description: 'How often each answer of the scale was given, the lowest first',
});

/**
 * Why a press is not in the figures. `lock-out`: too soon after the last one. `flood`: more than any people can press. The others are of
 * the misuse filter.
 */
export const Mark = Type.Union([
  Type.Literal('lock-out'),
  Type.Literal('flood'),
  Type.Literal('burst'),
  Type.Literal('playing'),
  Type.Literal('sweep'),
  Type.Literal('stuck'),
]);
export type Mark = Static<typeof Mark>;
