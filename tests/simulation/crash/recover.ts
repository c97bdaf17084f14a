import { localInstant } from '../../../simulator/time/local-instant';
import type { Place } from '../day/live';
import { type Asked, People } from '../day/people';
import { Town } from '../day/town';
import { opensAt, timezone } from '../day/town-site';
import { type Known, Truth } from '../day/truth';
import type { Files } from '../disk/recorded-disk';
import { running } from '../machine/world';
import { sceneDay } from './scene';

/** Until a box that starts has told the broker everything, ms at most. */
const patience = 20_000;

/** The power is back some minutes after the scene. */
const later = 10 * 60_000;

/**
 * Starts the program on a disk that a power cut left, with a broker that knows what it knew.
 * @returns what was lost or doubled, or why it does not start; nothing if all is well
 */
export async function recover(
  seed: string,
  files: Files,
  known: (Known & { readonly answered: readonly Asked[] }) | undefined,
  place: Place,
): Promise<string[]> {
  const troubles = new Set<string>();
  const tell = (what: string) => void troubles.add(what);
  const start = localInstant(sceneDay, opensAt, timezone) + later;
  const town = new Town({ seed, start, openMinutes: 60, ...place, onTrouble: tell });
  try {
    const people = new People(town);
    const truth = new Truth(town, people, tell);
    if (known) truth.know(known);
    town.onProgram = (program, machine) => {
      if ('runtime' in program) truth.follow(program, machine);
    };
    await town.startBroker();
    town.hub.lay(files);
    town.hub.boot();
    const { journal } = town.hub.program?.runtime ?? {};
    const isTold = () => journal !== undefined && truth.has(journal.published(0, journal.last));
    while (town.world.now < start + patience && !(isTold() && town.world.now > start + 500))
      await town.world.runTo(town.world.now + 250);
    const { program, machine } = town.hub;
    if (!program || !machine || town.hub.servesSince === Number.POSITIVE_INFINITY) {
      tell('the box does not start');
      return [...troubles];
    }
    truth.judgeKept(program);
    for (const { id, answer } of known?.answered ?? []) {
      const again = running.run(machine, () =>
        program.runtime.execute({ id, name: 'take-ticket', args: { service: 'tax' }, channel: 'http' }),
      );
      const reply = await again;
      const ticket = reply.ok ? reply.result.ticket : reply.code;
      if (ticket !== answer?.ticket)
        tell(`ticket doubled: ${id} was answered ${answer?.ticket}, now ${ticket}`);
    }
    return [...troubles];
  } finally {
    town.end();
    await new Promise(resolve => setImmediate(resolve));
  }
}
