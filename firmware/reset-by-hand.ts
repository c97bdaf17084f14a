import { join } from 'node:path';
import type { Hal } from '../hal/hal';
import { writeDurably } from '../hal/platform/durable-file';
import type { Log } from '../hal/platform/log';
import type { Time } from '../hal/platform/time';
import type { Site } from './config/site';
import { ResetHold } from './places/reset-hold';

/** What `tiski provision finish` goes by (`provisioning/life/life-record.ts`). While it is there the box does not serve. */
export const underWayIn = (stateDir: string): string => join(stateDir, 'life.json');

export interface ResetByHandOptions {
  readonly site: Site;
  readonly stateDir: string;
  readonly time: Time;
  readonly log: Log;
  readonly onRestart?: () => void;
}

/**
 * The button of the site file that takes the box back to how it came out of its carton. Nothing is erased by this program: it writes down what is wanted and
 * ends, and what starts it again does it before. Without somebody who starts it again there is no such button.
 */
export function resetByHand(options: ResetByHandOptions, hal: Hal): ResetHold[] {
  const { site, stateDir, time, log, onRestart } = options;
  const button = hal.find('button', site.reset?.button);
  if (!button || !onRestart) return [];
  const begin = async () => {
    log.warn({ device: button.name }, 'factory reset by hand');
    await writeDurably(underWayIn(stateDir), JSON.stringify({ doing: 'reset' }));
    onRestart();
  };
  const display = hal.find('number-display', site.reset?.display);
  const lamp = hal.find('lamp', site.reset?.lamp);
  return [new ResetHold({ button, display, lamp, time, log, begin })];
}
