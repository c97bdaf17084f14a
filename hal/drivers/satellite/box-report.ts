import { type Static, Type } from '@sinclair/typebox';

/** How the machine of a satellite is; retained, at `lendTopics().box`. Told when it changes, to each new hub, and every hour for the readings. */
export const BoxReport = Type.Object({
  run: Type.String({
    minLength: 1,
    maxLength: 64,
    description: 'Names one run of the program that sends it',
  }),
  version: Type.String({ maxLength: 40 }),
  health: Type.Union([Type.Literal('ok'), Type.Literal('failed'), Type.Literal('unknown')]),
  code: Type.Optional(Type.String({ maxLength: 40 })),
  warnings: Type.Array(Type.String({ maxLength: 40 }), { maxItems: 20 }),
  readings: Type.Record(Type.String({ maxLength: 40 }), Type.Number(), {
    description: 'What was measured at the last look, in the units of the metrics',
  }),
});
export type BoxReport = Static<typeof BoxReport>;
