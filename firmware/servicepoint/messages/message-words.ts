import { Type } from '@sinclair/typebox';
import { CounterId } from '../vocabulary';

/** Schemas of the words that facts and commands of messages share. */

export const PresetId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of a preset message in the site file',
});

export const MessageNumber = Type.Integer({
  minimum: 1,
  maximum: 999_999_999,
  description: 'Number of a message; counts those of the box',
});

export const Counters = Type.Array(CounterId, {
  minItems: 1,
  maxItems: 100,
  uniqueItems: true,
  description: 'Ids of counters in the site file',
});
