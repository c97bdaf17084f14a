import { join } from 'node:path';
import { Command } from 'commander';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import { makeFolderDurably, replaceDurably } from '../disk/durably';
import { placeOf } from './cohort';
import { begin, type Course, next, pause, readCourse, resume, rolloutOf } from './course';
import { fleetReports } from './fleet-reports';
import { usualPlan } from './plan';
import type { Rollout } from './rollout';
import { type BoxReport, type Tally, tallyOf } from './tally';

export interface RolloutCommandOptions {
  readonly disk: Disk;
  readonly time: Time;
  readonly print: (line: string) => void;
  /** Signs how far a release may go. */
  readonly publish: (place: RolloutPlace, channel: string, rollout: Rollout) => void;
}

export interface RolloutPlace {
  readonly dir: string;
  readonly keys?: string;
}

interface Given extends RolloutPlace {
  readonly broker: string;
  readonly ca?: string;
  readonly cert?: string;
  readonly key?: string;
}

/** `tiski release rollout …`: a release reaches the fleet in stages, and stops by itself. */
export function rolloutCommand({ disk, time, print, publish }: RolloutCommandOptions): Command {
  const command = new Command('rollout').description('let a release reach the fleet in stages');
  const sub = (name: string, description: string) =>
    command
      .command(name)
      .description(description)
      .argument('<channel>')
      .option('--dir <folder>', 'folder with repository/ and keys/', 'release')
      .option('--keys <folder>', 'private keys, if they are elsewhere')
      .requiredOption('--broker <url>', 'where the boxes report')
      .option('--ca <file>', 'authority of the broker, PEM')
      .option('--cert <file>', 'own certificate, PEM')
      .option('--key <file>', 'its key, PEM');
  const fileOf = ({ dir }: Given, channel: string) => join(dir, 'rollout', `${channel}.json`);
  const courseOf = (given: Given, channel: string): Course => {
    const file = fileOf(given, channel);
    if (disk.kind(file) !== 'file')
      throw new TiskiError('release-refused', `nothing is rolled out in ${channel}`);
    return readCourse(disk.read(file));
  };
  const keep = (given: Given, channel: string, course: Course) => {
    const file = fileOf(given, channel);
    makeFolderDurably(disk, join(given.dir, 'rollout'));
    // Signed first: a course that says more than boxes are let would count failures that cannot come.
    publish(given, channel, rolloutOf(course));
    replaceDurably(disk, file, Buffer.from(`${JSON.stringify(course)}\n`));
  };
  const reportsOf = ({ broker, ca, cert, key }: Given) =>
    fleetReports({
      url: broker,
      time,
      options: {
        ...(ca !== undefined && { ca: disk.read(ca) }),
        ...(cert !== undefined && { cert: disk.read(cert) }),
        ...(key !== undefined && { key: disk.read(key) }),
      },
    });
  const say = (course: Course, tally: Tally) => {
    for (const line of linesOf(course, tally)) print(line);
  };

  sub('start', 'begin with the first stage; the fleet is whoever reports to the broker')
    .argument('<release>', 'version, published in the channel')
    .action(async (channel: string, release: string, given: Given) => {
      const reports = await reportsOf(given);
      const course = begin(release, [...reports.keys()], time.now());
      keep(given, channel, course);
      say(course, tallyIn(course, reports, time.now()));
    });
  sub('tend', 'stop it if too much failed, or go a stage further; for a job every few minutes').action(
    async (channel: string, given: Given) => {
      const course = courseOf(given, channel);
      const tally = tallyIn(course, await reportsOf(given), time.now());
      const after = next(course, tally, time.now());
      if (after !== course) keep(given, channel, after);
      say(after, tally);
    },
  );
  sub('status', 'how far it is and what it has come to').action(async (channel: string, given: Given) => {
    const course = courseOf(given, channel);
    say(course, tallyIn(course, await reportsOf(given), time.now()));
  });
  sub('pause', 'no box starts the release any more').action(async (channel: string, given: Given) => {
    const course = pause(courseOf(given, channel), time.now());
    keep(given, channel, course);
    say(course, tallyIn(course, await reportsOf(given), time.now()));
  });
  sub('resume', 'go on; failures until now are accepted').action(async (channel: string, given: Given) => {
    const course = courseOf(given, channel);
    const tally = tallyIn(course, await reportsOf(given), time.now());
    const after = resume(course, tally, time.now());
    keep(given, channel, after);
    say(after, tally);
  });
  return command;
}

/** Of the boxes that the stage reaches. */
export function tallyIn(course: Course, reports: ReadonlyMap<string, BoxReport>, now: number): Tally {
  const { release, reaches, stage } = course;
  const reached = [...reports].filter(([box]) => placeOf(release, box) < (reaches[stage] ?? 0));
  return tallyOf(
    reached.map(([, report]) => report),
    release,
    now,
    usualPlan.silence,
  );
}

function linesOf({ release, stage, reaches, stageSince, paused }: Course, tally: Tally): string[] {
  const { boxes, trying, proven, failed, reasons } = tally;
  return [
    `${release}: stage ${stage + 1} of ${reaches.length} since ${new Date(stageSince).toISOString()}`,
    `${boxes} boxes: ${proven} proven, ${failed} failed, ${trying} on trial, ${boxes - proven - failed - trying} to come`,
    ...reasons.map(([reason, count]) => `failed: ${count} ${reason}`),
    ...(paused ? [`PAUSED (${paused.why}) since ${new Date(paused.at).toISOString()}`] : []),
  ];
}
