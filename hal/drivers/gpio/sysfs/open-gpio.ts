import { accessSync, constants, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BinaryValue, Direction, Gpio } from 'onoff';
import { messageOf, TiskiError } from '../../../platform/error';
import type { Log } from '../../../platform/log';
import type { LineRequest } from '../back-end';
import { describePlace } from '../line-place';
import { groupsOf } from '../owning-group';
import { globalNumber, sysfsChips, sysfsRoot } from './chips';
import { loadOnoff } from './load-onoff';

const exportFile = join(sysfsRoot, 'export');
const unexportFile = join(sysfsRoot, 'unexport');

/** @throws TiskiError if the line cannot be had; nothing stays exported then */
export function openGpio(request: LineRequest, direction: Direction, log: Log): Gpio {
  if (!existsSync(sysfsRoot)) throw new TiskiError('gpio-absent');
  const OnoffGpio = loadOnoff();
  const number = globalNumber(sysfsChips(), request.place);
  // onoff would try ten thousand times before it gave up.
  if (!writable(exportFile))
    throw new TiskiError('gpio-forbidden', `${exportFile}; ${groupsOf([exportFile])}`);
  if (existsSync(join(sysfsRoot, `gpio${number}`))) {
    // Left behind by a crash, for sysfs knows no owner; onoff would use it as it is and hide what it cannot set.
    log.warn({ line: describePlace(request.place) }, 'line was exported already, exported anew');
    unexport(number);
  }
  try {
    return new OnoffGpio(number, direction, 'both', { activeLow: request.activeLow });
  } catch (error) {
    unexport(number);
    throw explained(error, request);
  }
}

/**
 * Keeps what onoff does in its own event handler from ending the process when the line is gone: its reading of the level tells `broken`
 * instead of throwing.
 */
export function guardReading(gpio: Gpio, broken: (error: TiskiError) => void): void {
  const read = gpio.readSync.bind(gpio);
  let last: BinaryValue = 0;
  gpio.readSync = () => {
    try {
      last = read();
    } catch (error) {
      broken(lineLost(error));
    }
    return last;
  };
}

export function lineLost(cause: unknown): TiskiError {
  return new TiskiError('gpio-line-lost', codeOf(cause), { cause });
}

function explained(error: unknown, { place }: LineRequest): TiskiError {
  const code = codeOf(error);
  if (code === 'EBUSY')
    return new TiskiError('gpio-line-busy', `${describePlace(place)}; sysfs does not say by whom`);
  if (code === 'EACCES' || code === 'EPERM')
    return new TiskiError('gpio-forbidden', `${describePlace(place)}; ${groupsOf([exportFile])}`);
  return new TiskiError('gpio-line-refused', `${describePlace(place)}: ${code}`, { cause: error });
}

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? messageOf(error);

function unexport(number: number): void {
  try {
    writeFileSync(unexportFile, String(number));
  } catch {
    // Not exported: what was wanted.
  }
}

function writable(path: string): boolean {
  try {
    accessSync(path, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
