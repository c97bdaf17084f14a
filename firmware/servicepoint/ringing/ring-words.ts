import { Type } from '@sinclair/typebox';

/** Schemas of the words that facts, commands and messages about rings share. */

export const RingGroupId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of what rings, in the site file',
});

/** An office or a unit, never a person (PRV rows). */
export const DirectoryId = Type.String({
  pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  description: 'Id of the caller in the directory of the site file',
});

export const Duration = Type.Integer({ minimum: 0, description: 'Milliseconds' });

export const Level = Type.Integer({
  minimum: 0,
  maximum: 20,
  description: 'Level of escalation, the first is 0',
});
