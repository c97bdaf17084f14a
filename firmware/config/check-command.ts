import { dirname, resolve } from 'node:path';
import { SystemTime } from '../../hal/platform/time';
import { nameIn } from '../texts/name-in';
import { usualLanguage } from '../texts/usual-language';
import { type CheckOptions, examineSite } from './check-site';
import { readNamedFile } from './named-file';
import { printed } from './problem';
import { readSiteFile } from './read-site-file';
import type { Surroundings } from './rules/rule';
import type { SatelliteSite } from './satellite-site';
import type { Site } from './site';

/** Lines for problems. A file with more is not a site file, or wrong in one way over and over. */
const maxTold = 100;

/**
 * `tiski check FILE`: every problem on a line of its own, then a count; or one line that says what the site has.
 * `out` gets whole lines with their ends.
 * @returns the exit code: 0 if the site can run (warnings may have been told), else 1.
 */
export function runCheck(
  file: string | undefined,
  out: (text: string) => void,
  options?: CheckOptions,
): number {
  const tell = (line: string) => out(`${line}\n`);
  if (file === undefined || file === '') {
    tell('Which site file? Write: tiski check FILE, such as tiski check simulator/sites/mikkeli.yaml');
    return 1;
  }
  const read = readSiteFile(file);
  const { role, value, problems } =
    'problem' in read
      ? { role: 'hub' as const, value: undefined, problems: [read.problem] }
      : examineSite(read.source, file, { surroundings: around(file), ...options });
  for (const problem of problems.slice(0, maxTold)) tell(printed(problem));
  if (problems.length > maxTold)
    tell(`… and ${problems.length - maxTold} more, which may go away with these`);
  const errors = problems.filter(({ severity }) => severity === 'error').length;
  const warnings = problems.length - errors;
  const count = [errors && amount(errors, 'problem'), warnings && amount(warnings, 'warning')].filter(
    Boolean,
  );
  if (errors > 0) {
    tell(`${file} cannot be used: ${count.join(', ')}`);
    return 1;
  }
  const what = role === 'satellite' ? satelliteSummary(value as SatelliteSite) : summary(value as Site);
  tell(`${file} is fine: ${[what, ...count].join('; ')}`);
  return 0;
}

function around(file: string): Surroundings {
  return { read: name => readNamedFile(resolve(dirname(file), name)), now: new SystemTime().now() };
}

function satelliteSummary({ appliance, hub, devices }: SatelliteSite): string {
  return `the satellite ${appliance} lends ${amount(Object.keys(devices).length, 'device')} to ${hub}`;
}

function summary(site: Site): string {
  const name = nameIn(site.name, usualLanguage(site), site.languages);
  const parts = [
    amount(site.services.length, 'service'),
    amount(site.counters.length, 'counter'),
    amount(site.kiosks.length, 'kiosk'),
    amount(Object.keys(site.devices).length, 'device'),
  ];
  return `${name} has ${parts.join(', ')} and speaks ${site.languages.join(', ')}`;
}

function amount(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
