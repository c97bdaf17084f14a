import { type Static, Type } from '@sinclair/typebox';

const call = Type.String({
  title: 'Call',
  description: 'Tells calls of one source apart; the same in every report about one call.',
  minLength: 1,
  maxLength: 128,
});

/** What another program says about ringing, whichever way it comes in. */
export const ringReport = Type.Union(
  [
    Type.Object(
      {
        state: Type.Literal('ringing'),
        call,
        caller: Type.Optional(
          Type.String({
            title: 'Caller',
            description: 'Address of the caller, as a directory knows it.',
            minLength: 1,
            maxLength: 256,
          }),
        ),
      },
      { title: 'Somebody rings', additionalProperties: false },
    ),
    Type.Object(
      { state: Type.Union([Type.Literal('answered'), Type.Literal('ended')]), call },
      { title: 'The ring is over', additionalProperties: false },
    ),
    Type.Object(
      { state: Type.Literal('alive') },
      { title: 'Sign of life', description: 'Nothing has changed.', additionalProperties: false },
    ),
  ],
  { title: 'Report of a ring' },
);

export type RingReport = Static<typeof ringReport>;
