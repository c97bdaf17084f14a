import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../hal/platform/error';
import { parseJson } from '../format/manifest';
import { isVersion } from '../format/version-order';
import { everyPlace } from './cohort';

const Rollout = Type.Object(
  {
    format: Type.Literal(1),
    release: Type.String(),
    /** Boxes whose place (`placeOf`) is below may start it. */
    below: Type.Integer({ minimum: 0, maximum: everyPlace }),
    /** Nobody starts it, not even those that have it in the idle slot. */
    paused: Type.Boolean(),
  },
  { additionalProperties: false },
);
/** How far a release may go: a target of the channel, so that only its key can widen it. */
export type Rollout = Static<typeof Rollout>;

/** Where a channel keeps it. */
export function rolloutName(channel: string): string {
  return `${channel}/rollout.json`;
}

/** @throws TiskiError `update-metadata-invalid` */
export function readRollout(content: Buffer): Rollout {
  const parsed = parseJson(content);
  if (!Value.Check(Rollout, parsed) || !isVersion(parsed.release))
    throw new TiskiError('update-metadata-invalid', 'rollout of a channel');
  return parsed;
}
