import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { ReportedRing } from './reported-ring';

const options = Type.Object(
  {
    heartbeat: Type.Integer({
      title: 'Heartbeat',
      description:
        'Milliseconds within which the other program says something, if only that it lives; else nobody knows whether it rings.',
      default: 60_000,
      minimum: 1000,
      maximum: 3_600_000,
    }),
    longestRing: Type.Integer({
      title: 'Longest ring',
      description: 'Milliseconds after which a ring is over though its end was not reported.',
      default: 120_000,
      minimum: 1000,
      maximum: 3_600_000,
    }),
    secretFile: Type.Optional(
      Type.String({
        title: 'Secret file',
        description:
          'File that holds the secret, at least 16 characters, with which the other program reports by HTTP. Without it only MQTT is open.',
        pattern: '^/',
      }),
    ),
  },
  {
    title: 'Reported ring',
    description: 'Another program reports ringing by an MQTT message or an HTTP call.',
    additionalProperties: false,
  },
);

export type ReportedRingOptions = Static<typeof options>;

/** Ring sources that report to the box. */
export const driver: Driver = {
  kind: 'ring-source',
  options,
  create(name: string, { heartbeat, longestRing }: ReportedRingOptions, { time }: DriverContext) {
    return new ReportedRing(name, { heartbeat, longestRing, time });
  },
};
