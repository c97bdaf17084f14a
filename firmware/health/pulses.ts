import { stat } from 'node:fs/promises';
import type { Hal } from '../../hal/hal';
import type { Runtime } from '../runtime';
import type { Pulse } from './pulse';

/**
 * The event loop turns, timers, sockets and all, and its threads carry out work. Look-ups of names, which can take long without a network,
 * never take all threads: libuv leaves half of them to files.
 * @param folder any that is there
 */
export function loopPulse(folder: string): Pulse {
  return {
    part: 'event loop',
    async prove() {
      await stat(folder).catch(() => undefined);
      return undefined;
    },
  };
}

/** An empty append takes the way of all facts, to the commit and back. A disk that refuses has answered. */
export function journalPulse({ journal }: Runtime): Pulse {
  return {
    part: 'journal',
    async prove() {
      await journal.append([]).catch(() => undefined);
      return undefined;
    },
  };
}

/** The supervision of every device goes on. */
export function halPulse(hal: Hal): Pulse {
  return {
    part: 'devices',
    async prove() {
      const { hung } = hal;
      return hung.length > 0 ? `nothing moves in the driver of ${hung.join(', ')}` : undefined;
    },
  };
}

/** A link tries, waits or is connected, each within its limits; a broker that is away is no fault of the box. */
export function linkPulse(part: string, link: { readonly hung: boolean }): Pulse {
  return {
    part,
    async prove() {
      return link.hung ? 'neither connected nor about to try' : undefined;
    },
  };
}
