import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../hal/platform/error';
import { parseJson } from '../format/manifest';
import { placesFor } from './cohort';
import { type Plan, sizeOf, usualPlan } from './plan';
import type { Rollout } from './rollout';
import type { Tally } from './tally';

const Course = Type.Object(
  {
    format: Type.Literal(1),
    release: Type.String(),
    /** Below which place each stage reaches. */
    reaches: Type.Array(Type.Integer(), { minItems: 1 }),
    stage: Type.Integer({ minimum: 0 }),
    /** ms since 1970-01-01 UTC */
    stageSince: Type.Integer(),
    paused: Type.Optional(
      Type.Object({
        why: Type.Union([Type.Literal('failures'), Type.Literal('by hand')]),
        at: Type.Integer(),
      }),
    ),
    /** Failures that a person has looked at and gone on after. */
    accepted: Type.Integer({ minimum: 0 }),
  },
  { additionalProperties: false },
);
/** Where the rollout of a release stands, for whoever runs it. Boxes see the `Rollout` that follows from it. */
export type Course = Static<typeof Course>;

/** @param boxes the fleet, `site/appliance` each @throws TiskiError `release-refused` without boxes */
export function begin(
  release: string,
  boxes: readonly string[],
  now: number,
  plan: Plan = usualPlan,
): Course {
  const fleet = [...new Set(boxes)];
  if (fleet.length === 0) throw new TiskiError('release-refused', 'no boxes are known');
  const sizes = plan.stages.map(stage => sizeOf(stage, fleet.length));
  // In a small fleet ten boxes are more than a hundredth: no stage is smaller than the one before.
  const reaches = sizes.map((_, n) => placesFor(release, fleet, Math.max(...sizes.slice(0, n + 1))));
  return { format: 1, release, reaches: [...new Set(reaches)], stage: 0, stageSince: now, accepted: 0 };
}

/** @throws TiskiError `update-metadata-invalid` */
export function readCourse(content: Buffer): Course {
  const parsed = parseJson(content);
  if (Value.Check(Course, parsed)) return parsed;
  throw new TiskiError('update-metadata-invalid', 'course of a rollout');
}

export function rolloutOf({ release, reaches, stage, paused }: Course): Rollout {
  const { [stage]: below = 0 } = reaches;
  return { format: 1, release, below, paused: paused !== undefined };
}

/** Stops it if too much has failed, goes a stage further if enough has proven itself for long enough, else nothing changes. */
export function next(course: Course, tally: Tally, now: number, plan: Plan = usualPlan): Course {
  if (course.paused) return course;
  const failed = tally.failed - course.accepted;
  const tried = tally.failed + tally.proven;
  if (failed > plan.failures.boxes && failed > plan.failures.share * tried)
    return { ...course, paused: { why: 'failures', at: now } };
  const isLast = course.stage === course.reaches.length - 1;
  if (isLast || now - course.stageSince < plan.soak) return course;
  const isHeard = tally.heard > 0 && tally.heard >= plan.heard * tally.boxes;
  // Those that failed have had their say above; they must not hold the others up for ever.
  const isProven = tally.proven > 0 && tally.proven >= plan.proven * (tally.heard - tally.failed);
  return isHeard && isProven ? { ...course, stage: course.stage + 1, stageSince: now } : course;
}

export function pause(course: Course, now: number): Course {
  return course.paused ? course : { ...course, paused: { why: 'by hand', at: now } };
}

/** Goes on; what has failed until now stops it no more. The stage begins anew. */
export function resume({ paused: _, ...course }: Course, { failed }: Tally, now: number): Course {
  return { ...course, accepted: failed, stageSince: now };
}
