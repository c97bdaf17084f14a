import { localInstant } from '../../../simulator/time/local-instant';
import type { Place } from '../day/live';
import { type Asked, People } from '../day/people';
import { before, type Step } from '../day/plan';
import { Town } from '../day/town';
import { opensAt, timezone } from '../day/town-site';
import { type Known, Truth } from '../day/truth';
import type { DiskCall } from '../disk/recording';

/** What the world knew of the box when so many calls had been made. */
interface Mark extends Known {
  readonly calls: number;
  /** Answers to those who asked with an id. */
  readonly answered: readonly Asked[];
}

export interface Scene {
  /** Of the hub's folder, which is empty at first. */
  readonly root: string;
  readonly calls: readonly DiskCall[];
  readonly marks: readonly Mark[];
  readonly openMinutes: number;
}

export const sceneDay = '2026-11-23';

/** So often each thing is done that writes something, in a minute of the scene. */
const busy: Readonly<Partial<Record<Step['what'], number>>> = {
  press: 3,
  'page-ticket': 3,
  'remote-ticket': 2,
  next: 3,
  configure: 2,
  'open-answer': 2,
  desired: 2,
  smiley: 2,
  ring: 1,
  done: 2,
};

/** How long it lasts, minutes. */
const minutes = 2;

/** A busy morning of the hub from its first start on, with every call that changes its disk and what the world knew at each of them. */
export async function record(seed: number | string, place: Place): Promise<Scene> {
  const start = localInstant(sceneDay, opensAt, timezone) - before;
  const troubles: string[] = [];
  const town = new Town({ seed, start, openMinutes: 60, ...place, onTrouble: what => troubles.push(what) });
  const calls: DiskCall[] = [];
  const marks: Mark[] = [];
  try {
    town.disks.onCalls = news => calls.push(...news);
    const people = new People(town);
    const truth = new Truth(town, people, what => troubles.push(what));
    let root = '';
    const mark = () => {
      town.disks.catchUp();
      marks.push({
        calls: calls.length,
        ...truth.known,
        answered: people.asked.filter(({ answer }) => answer?.ok),
      });
    };
    town.onProgram = (program, machine) => {
      if (!('runtime' in program)) return;
      truth.follow(program, machine);
      program.runtime.events.on('committed', mark);
    };
    const message = town.onMessage;
    town.onMessage = (topic, payload) => {
      message(topic, payload);
      if (topic.includes('/event/')) mark();
    };
    await town.startBroker();
    people.start();
    people.onAnswer = mark;
    town.hub.boot();
    root = town.hub.stateDir ?? '';
    const { random } = town.world;
    const steps = Object.entries(busy).flatMap(([what, perMinute]) =>
      Array.from({ length: perMinute * minutes }, () => ({
        what: what as Step['what'],
        at: Math.floor(before + random.unit() * minutes * 60_000),
        n: Math.floor(random.unit() * 2 ** 20),
        lasts: 5_000,
      })),
    );
    for (const step of steps.sort((a, b) => a.at - b.at)) {
      await town.world.runTo(start + step.at);
      people.do(step);
    }
    await town.world.runTo(start + before + minutes * 60_000 + 5_000);
    mark();
    if (troubles.length > 0) throw new Error(`the scene itself fails: ${troubles.join('\n')}`);
    return { root, calls, marks, openMinutes: 60 };
  } finally {
    town.end();
    await new Promise(resolve => setImmediate(resolve));
  }
}
