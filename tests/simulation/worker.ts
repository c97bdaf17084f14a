import './mutation';
import './machine/replaced';
import type { LifeWanted } from './day-runner';

const { live } = require('./day/live') as typeof import('./day/live');

const { TISKI_RECORD_UNDER: folder = '', TISKI_RECORD_TO: recordedTo = '' } = process.env;

/** What nobody caught is told with the life in which it happened. */
const uncaught: string[] = [];
process.on('uncaughtException', error => uncaught.push(`uncaught: ${error.stack ?? error}`));

process.on('message', ({ seed, plans }: LifeWanted) => {
  live(seed, plans, { folder, recordedTo }).then(
    lived => process.send?.({ ...lived, troubles: [...lived.troubles, ...uncaught.splice(0)] }),
    error => {
      const troubles = [
        `the simulation ended: ${error instanceof Error ? error.stack : error}`,
        ...uncaught.splice(0),
      ];
      process.send?.({ troubles, lived: 0, faults: 0, tickets: 0, facts: 0, updates: 0, course: 'none' });
    },
  );
});
