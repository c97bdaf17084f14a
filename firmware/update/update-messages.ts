import { type Static, Type } from '@sinclair/typebox';
import { Code, exactly, Version } from '../servicepoint/vocabulary';

/** What is said about updates on the wire (contract.md, "MQTT"). */

const Time = Type.String({
  pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{3})?Z$',
  description: 'RFC 3339, UTC',
});

export const DesiredUpdate = exactly({
  release: Type.Union([Version, Type.Null()], {
    description: 'The only release that the box may start; null for whichever its channel offers',
  }),
  since: { ...Time, description: 'When that was decided' },
  state: Type.Union([Type.Literal('wanted'), Type.Literal('paused')], {
    description: 'paused: the box starts no release',
  }),
});
export type DesiredUpdate = Static<typeof DesiredUpdate>;

const orNull = <T extends typeof Version | typeof Time | typeof Code>(schema: T, description: string) =>
  Type.Union([schema, Type.Null()], { description });

export const ReportedUpdate = exactly({
  version: { ...Version, description: 'What runs, as the running program knows it of itself' },
  release: orNull(Version, 'Which release the state is about; null for none'),
  state: Type.Union(
    [
      Type.Literal('none'),
      Type.Literal('held'),
      Type.Literal('waiting'),
      Type.Literal('starting'),
      Type.Literal('trial'),
      Type.Literal('committed'),
      Type.Literal('rolled-back'),
      Type.Literal('failed'),
      Type.Literal('unknown'),
    ],
    {
      description:
        'held: not for this box now. waiting: whole on the box, for a quiet time. starting: at the next quiet minute. trial: runs, is being judged. committed: kept. rolled-back: it did not prove itself, the one before runs. failed: it could not be brought in. none: nothing newer was ever offered. unknown: the updater has said nothing',
    },
  ),
  since: orNull(Time, 'When that state began'),
  reason: orNull(Code, 'Why: what it waits for, why it is held, why it went back'),
});
export type ReportedUpdate = Static<typeof ReportedUpdate>;
