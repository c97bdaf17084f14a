import { existsSync } from 'node:fs';
import { TiskiError } from '../../platform/error';
import type { Log } from '../../platform/log';
import type { Time } from '../../platform/time';
import type { BackEnd } from './back-end';
import { CharacterDevice } from './chardev/back-end';
import { chipPaths } from './chardev/chips';
import { loadKernel } from './chardev/kernel';
import { Sysfs } from './sysfs/back-end';
import { sysfsRoot } from './sysfs/chips';

export type Interface = 'auto' | 'character-device' | 'sysfs';

/**
 * The way to lines that the site file names, or the better one that this kernel has. Asked at every attempt, because an adapter may be the
 * first chip of a machine.
 * @throws TiskiError `gpio-absent`, `gpio-native-missing`
 */
export function chooseBackEnd(wanted: Interface, time: Time, log: Log): BackEnd {
  if (wanted === 'sysfs') return new Sysfs(time, log);
  if (wanted === 'character-device' || chipPaths().length > 0) return new CharacterDevice(loadKernel(), time);
  if (existsSync(sysfsRoot)) return new Sysfs(time, log);
  throw new TiskiError('gpio-absent');
}
