import type { CatalogueCode } from '../../platform/catalogue';
import type { PortProblem } from '../../serial-identity';

/** Why no port of that name can be opened now, as the technician reads it. */
export const placeProblems: Readonly<Record<PortProblem, CatalogueCode>> = {
  absent: 'printer-unplugged',
  unstable: 'printer-port-unstable',
  ambiguous: 'printer-port-ambiguous',
};

/** Words of the operating system and of the serial binding, which tells its reasons in words only. */
const reasons: readonly (readonly [RegExp, CatalogueCode])[] = [
  [/EBUSY|cannot lock port|resource busy|temporarily unavailable/i, 'printer-port-busy'],
  [/EACCES|EPERM|permission denied|not permitted/i, 'printer-port-forbidden'],
  [/ENOENT|ENODEV|ENXIO|no such (file|device)/i, 'printer-unplugged'],
  [/EISDIR|ENOTTY|ENOTDIR|inappropriate ioctl|is a directory/i, 'printer-port-wrong'],
];

/** Nothing for a reason that has no code of its own. */
export function codeOfOpenError(message: string): CatalogueCode | undefined {
  return reasons.find(([words]) => words.test(message))?.[1];
}
