import './mutation';
import './machine/replaced';
import { nothing, type Wanted } from './wanted';

const { live } = require('./day/live') as typeof import('./day/live');

const { TISKI_RECORD_UNDER: folder = '', TISKI_RECORD_TO: recordedTo = '' } = process.env;

/** What nobody caught is told with the life in which it happened. */
const uncaught: string[] = [];
process.on('uncaughtException', error => uncaught.push(`uncaught: ${error.stack ?? error}`));

async function answerTo(asked: Wanted): Promise<object> {
  const place = { folder, recordedTo };
  if ('crash' in asked)
    return (require('./crash/enumerate') as typeof import('./crash/enumerate')).crashStates(
      asked.crash,
      place,
    );
  return live(asked.seed, asked.plans, place);
}

// What libraries have open would keep it alive; and a process that ends tells what it went through.
process.on('disconnect', () => process.exit());

process.on('message', (asked: Wanted) => {
  answerTo(asked).then(
    found => {
      const { troubles } = found as { readonly troubles: readonly string[] };
      process.send?.({ ...found, troubles: [...troubles, ...uncaught.splice(0)] });
    },
    error => {
      const why = `the simulation ended: ${error instanceof Error ? error.stack : error}`;
      process.send?.({ ...nothing, troubles: [why, ...uncaught.splice(0)] });
    },
  );
});
