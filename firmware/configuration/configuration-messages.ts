import { type Static, Type } from '@sinclair/typebox';
import { RemoteSettings } from '../config/remote/settings';
import { Base, Revision, siteFile } from '../servicepoint/configuration/configuration-words';
import { Code, exactly } from '../servicepoint/vocabulary';

/** What is said about the configuration on the wire (contract.md, "MQTT"). */

export const DesiredConfiguration = exactly({
  version: Type.Literal(1, { description: 'Version of this format' }),
  revision: {
    ...Revision,
    description:
      'Name of this configuration, given once: small letters, digits, hyphens and dots, such as 2026-09-autumn',
  },
  base: Type.Optional({
    ...Base,
    description: `What it was made from, as reported under "digest"; refused if that is not in force. "${siteFile}": the site file alone`,
  }),
  settings: {
    ...RemoteSettings,
    description: 'What differs from the site file; everything that is not here is as there',
  },
});
export type DesiredConfiguration = Static<typeof DesiredConfiguration>;

/** Problems that are told at most. */
export const mostProblems = 50;

const RevisionOrNull = Type.Union([Revision, Type.Null()]);

export const ReportedConfiguration = exactly({
  revision: {
    ...RevisionOrNull,
    description: 'Which one this speaks of; null for the site file alone, or for one that could not be read',
  },
  state: Type.Union([Type.Literal('accepted'), Type.Literal('refused')], {
    description: 'accepted: it is in force, whole. refused: nothing of it is',
  }),
  since: Type.Union(
    [
      Type.String({
        pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z$',
        description: 'RFC 3339, UTC, by the clock of the box',
      }),
      Type.Null(),
    ],
    { description: 'When that came about; null for a box that was never configured from afar' },
  ),
  problems: Type.Array(
    exactly({
      code: Code,
      path: Type.String({ description: 'JSON pointer into the desired configuration; empty for the whole' }),
      what: Type.String({ description: 'What is wrong, in words' }),
      advice: Type.String({ description: 'What to do' }),
    }),
    { maxItems: mostProblems, description: 'Why it was refused: everything at once, one for each cause' },
  ),
  active: { ...RevisionOrNull, description: 'What is in force; null for the site file alone' },
  digest: { ...Base, description: 'The settings in force, for "base"' },
  previous: {
    ...RevisionOrNull,
    description: 'What the command restore-config goes back to; null for the site file, or for nothing',
  },
});
export type ReportedConfiguration = Static<typeof ReportedConfiguration>;
