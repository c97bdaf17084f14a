import { localInstant } from '../../../simulator/time/local-instant';
import { running } from '../machine/world';
import { Lamps } from './lamps';
import { Mishaps } from './mishaps';
import { People } from './people';
import { before, calm, type DayPlan, type Fault, isFault } from './plan';
import { Town } from './town';
import { opensAt, timezone } from './town-site';
import { Truth } from './truth';
import { Updates } from './updates';

export interface Place {
  /** Folder on the real machine below which `recorder.c` records, and the file that it records to. */
  readonly folder: string;
  readonly recordedTo: string;
}

export interface Lived {
  /** What was not as it has to be; nothing on a good day. */
  readonly troubles: readonly string[];
  /** Virtual time, ms. */
  readonly lived: number;
  readonly faults: number;
  readonly tickets: number;
  readonly facts: number;
  /** Restarts into another release. */
  readonly updates: number;
  /** Names the whole course: the same for the same plan and seed. */
  readonly course: string;
}

/** From the last customer until a release is installed, started and proven, ms; and the hours of that day. */
const updateTakes = 1.5 * 60_000;

function hoursOn(day: number, openMinutes: number): { readonly from: number; readonly to: number } {
  const from = localInstant(firstDay, opensAt, timezone) + day * dayLength;
  return { from, to: from + openMinutes * 60_000 };
}

const firstDay = '2026-11-23';
/** Until a box has come back to a broker, ms (`linkBackOff`), and a reporter of rings has said that it lives. */
const longestWait = 640_000;

const dayLength = 86_400_000;

/** Lives days one after another with the same disks. The same seed and plans live the same days. */
export async function live(seed: number | string, plans: readonly DayPlan[], place: Place): Promise<Lived> {
  const troubles = new Set<string>();
  const tell = (what: string) => void troubles.add(what);
  const openMinutes = Math.ceil(Math.max(...plans.map(({ open }) => open)) / 60_000);
  const opening = localInstant(firstDay, opensAt, timezone);
  const start = opening - before;
  const town = new Town({ seed, start, openMinutes, ...place, onTrouble: tell });
  const failed = (error: unknown) => {
    // A promise of a killed program may go on for a moment; it finds its journal closed.
    if (!running.getStore()?.isDead) tell(`unhandled: ${error instanceof Error ? error.stack : error}`);
  };
  process.on('unhandledRejection', failed);
  try {
    const mishaps = new Mishaps(town);
    const people = new People(town);
    const lamps = new Lamps(town, mishaps, tell);
    const truth = new Truth(town, people, tell);
    const updates = plans.some(({ update }) => update) ? new Updates(town, tell) : undefined;
    if (updates) town.version = () => updates.version;
    town.onProgram = (program, machine) => {
      if ('runtime' in program) truth.follow(program, machine);
      lamps.follow(program);
    };
    await town.startBroker();
    people.start();
    let facts = 0;
    let lived = 0;
    for (const [index, { open, night, room, update, steps }] of plans.entries()) {
      const morning = start + index * dayLength;
      town.world.skipTo(morning);
      people.isOver = false;
      if (updates) updates.hours = hoursOn(index, openMinutes);
      updates?.turn(update);
      town.hub.boot();
      if (room) town.room.boot();
      for (const step of steps) {
        await town.world.runTo(morning + step.at);
        if (step.what === 'room-power-cut' && !room) continue;
        if (isFault(step.what)) mishaps.begin({ ...step, what: step.what as Fault });
        else people.do(step);
      }
      await town.world.runTo(morning + before + open);
      mishaps.endAll();
      town.hub.boot();
      if (room) town.room.boot();
      await town.world.runTo(morning + before + open + calm);
      // A box asks for a broker that was away for long only from time to time.
      for (const latest = town.world.now + longestWait; town.world.now < latest; ) {
        if (town.hub.program && truth.isSettled(town.hub.program, room)) break;
        await town.world.runTo(town.world.now + 5_000);
      }
      if (update) {
        people.sendHome();
        await town.world.runTo(town.world.now + updateTakes);
        updates?.turn(false);
        await town.world.runTo(town.world.now + calm);
      }
      people.isOver = true;
      const { program } = town.hub;
      if (program) {
        truth.judge(program, room);
        facts = program.runtime.journal.last;
      } else tell('the box does not serve in the evening');
      if (night === 'stopped') {
        void town.hub.stop().catch(failed);
        void town.room.stop().catch(failed);
        await town.world.runTo(town.world.now + 20_000);
        if (town.hub.machine) tell('the box does not stop');
      }
      town.hub.kill();
      town.room.kill();
      lived += town.world.now - morning;
    }
    lamps.end();
    return {
      troubles: [...troubles],
      lived,
      faults: plans.reduce((sum, { steps }) => sum + steps.filter(({ what }) => isFault(what)).length, 0),
      tickets: town.printer.tickets.length,
      facts,
      updates: updates?.restarts ?? 0,
      course: `${town.world.steps} ${facts} ${town.printer.tickets.length}`,
    };
  } finally {
    town.end();
    await new Promise(resolve => setImmediate(resolve));
    process.off('unhandledRejection', failed);
  }
}
