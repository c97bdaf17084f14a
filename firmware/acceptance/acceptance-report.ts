import { type Static, Type } from '@sinclair/typebox';
import { Code, DeviceName, exactly, Version } from '../servicepoint/vocabulary';

const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$',
  description: 'RFC 3339, UTC',
});

const oneOf = <T extends string>(...values: readonly T[]) =>
  Type.Union(values.map(value => Type.Literal(value)));

const result = {
  ...oneOf('ok', 'failed', 'unknown'),
  description: 'unknown: was not tried, or nobody could say',
};
const code = Type.Optional({ ...Code, description: 'Why it is not ok' });

/** What a technician accepted when the box was set up (PRO-13). */
export const AcceptanceReport = exactly({
  box: Type.String({
    pattern: '^[a-z0-9-]{1,40}\\.[a-z0-9-]{1,40}$',
    description: 'Site and appliance, as in the certificate',
  }),
  at: { ...Time, description: 'When it was accepted, by the clock of the box' },
  version: { ...Version, description: 'Of the program that set it up' },
  fingerprint: Type.String({ pattern: '^[0-9A-Z-]{19}$', description: 'Of the key of the box' }),
  certificateEnds: { ...Time, description: 'When its first certificate ends' },
  place: Type.String({
    minLength: 1,
    maxLength: 120,
    description: 'Where it stands (PRO-05); nothing about a person',
  }),
  network: Type.Array(
    exactly({
      check: oneOf('link', 'address', 'dns', 'region', 'proxy', 'time', 'broker'),
      result,
      code,
    }),
    { maxItems: 7, description: 'What was found of the network, from the cable to the services' },
  ),
  buttons: Type.Array(
    exactly({
      task: Type.String({ pattern: '^[a-z0-9-]{1,60}$', description: 'Which button of the site file' }),
      device: DeviceName,
      learned: Type.Boolean({ description: 'Whether somebody pressed it to show which one it is' }),
    }),
    { maxItems: 500 },
  ),
  devices: Type.Array(
    exactly({
      device: DeviceName,
      kind: oneOf('ticket-printer', 'lamp', 'sounder', 'number-display'),
      result,
      code,
    }),
    { maxItems: 500, description: 'How lamps, sounders, printers and displays did when somebody looked' },
  ),
});
export type AcceptanceReport = Static<typeof AcceptanceReport>;
