import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { didYouMean } from '../suggest';
import { quoted } from '../words';
import type { RuleContext } from './rule';

/** An offset such as +02:00 has no summer time, so only names are taken. */
export function* timezone({ site }: RuleContext): Iterable<Finding> {
  const zone = site.timezone;
  if (!zone || isTimezone(zone)) return;
  const known = Intl.supportedValuesOf('timeZone');
  const meant =
    didYouMean(zone, known) ||
    didYouMean(`Europe/${zone}`, known) ||
    '; expected a name such as Europe/Helsinki';
  yield {
    code: 'site-timezone-unknown',
    at: '/timezone',
    message: `${quoted(zone)} is no time zone${meant}`,
  };
}

function isTimezone(zone: string): boolean {
  if (/^[+-]/.test(zone)) return false;
  // A name of today is found without a format, which takes 8 MiB of memory.
  if (Intl.supportedValuesOf('timeZone').includes(zone)) return true;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

export function* logo({ site, fileExists }: RuleContext): Iterable<Finding> {
  const name = site.ticket?.logo;
  if (!name || /[/\\]/.test(name) || fileExists(name)) return;
  yield {
    code: 'site-file-missing',
    at: pointerTo('ticket', 'logo'),
    message: `${quoted(name)} is not beside the site file`,
  };
}
