import { dirname, resolve } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import { type CheckOptions, examineSite } from './check-site';
import { normalNeighbours } from './neighbour-files';
import { type Problem, printed, problemAt } from './problem';
import { readSiteFile } from './read-site-file';
import type { SatelliteSite } from './satellite-site';
import type { Site, SiteCalendar, SiteException, SiteHours } from './site';
import { normalTimeOfDay } from './time-of-day';

export interface LoadedSite {
  /** Deeply frozen; defaults applied, times of day as HH:MM, names of files as absolute paths. */
  readonly site: Site;
  /** What someone should look at although the site runs. */
  readonly warnings: readonly Problem[];
}

/** A site file that cannot be used, with everything that is wrong with it. */
export class SiteRefused extends TiskiError {
  readonly problems: readonly Problem[];

  constructor(problems: readonly Problem[]) {
    super('site-refused', problems.map(problem => `\n${printed(problem)}`).join(''));
    this.name = 'SiteRefused';
    this.problems = problems;
  }
}

export interface LoadedSatellite {
  /** As `LoadedSite.site`. */
  readonly satellite: SatelliteSite;
  readonly warnings: readonly Problem[];
}

/** The file of a hub. @throws SiteRefused (`site-refused`) with all problems at once, errors and warnings, by place. */
export function loadSite(file: string, options?: CheckOptions): LoadedSite {
  const loaded = loadBox(file, options);
  if ('site' in loaded) return loaded;
  throw new SiteRefused([problemAt({ file, line: 1, column: 1 }, 'site-role', 'it is that of a satellite')]);
}

/** The file of a box of either role. @throws SiteRefused as `loadSite` */
export function loadBox(file: string, options?: CheckOptions): LoadedSite | LoadedSatellite {
  const read = readSiteFile(file);
  if ('problem' in read) throw new SiteRefused([read.problem]);
  const { role, value, problems } = examineSite(read.source, file, options);
  if (problems.some(({ severity }) => severity === 'error')) throw new SiteRefused(problems);
  const folder = dirname(resolve(file));
  if (role === 'hub') return { site: normalSite(value as Site, folder), warnings: problems };
  const satellite = value as SatelliteSite;
  return {
    satellite: frozen({ ...satellite, mqtt: normalMqtt(satellite.mqtt, folder) }),
    warnings: problems,
  };
}

/** The one way to write each setting, so that readers need not know the others; deeply frozen. `folder`: of the site file. */
export function normalSite(site: Site, folder: string): Site {
  const { opening, ticket, mqtt, bookings, neighbours } = site;
  return frozen({
    ...site,
    ...(opening && { opening: { ...opening, ...normalTimetable(opening) } }),
    services: site.services.map(service => ({ ...service, ...normalTimetable(service) })),
    counters: site.counters.map(counter => ({
      ...counter,
      ...(counter.roster && { roster: counter.roster.map(normalSpan) }),
    })),
    ...(ticket && { ticket: { ...ticket, ...(ticket.logo && { logo: resolve(folder, ticket.logo) }) } }),
    ...(mqtt && { mqtt: normalMqtt(mqtt, folder) }),
    ...(bookings && {
      bookings: { ...bookings, calendars: bookings.calendars.map(one => normalCalendar(one, folder)) },
    }),
    ...(neighbours && { neighbours: normalNeighbours(neighbours, folder) }),
  });
}

function normalCalendar(calendar: SiteCalendar, folder: string): SiteCalendar {
  const { file, urlFile } = calendar;
  return {
    ...calendar,
    ...(file !== undefined && { file: resolve(folder, file) }),
    ...(urlFile !== undefined && { urlFile: resolve(folder, urlFile) }),
  };
}

function normalMqtt(mqtt: SatelliteSite['mqtt'], folder: string): SatelliteSite['mqtt'] {
  const { passwordFile, ca, certificate, key, proxy } = mqtt;
  return {
    ...mqtt,
    ...(passwordFile !== undefined && { passwordFile: resolve(folder, passwordFile) }),
    ...(ca !== undefined && { ca: resolve(folder, ca) }),
    ...(certificate !== undefined && { certificate: resolve(folder, certificate) }),
    ...(key !== undefined && { key: resolve(folder, key) }),
    ...(proxy && {
      proxy: {
        ...proxy,
        ...(proxy.passwordFile !== undefined && { passwordFile: resolve(folder, proxy.passwordFile) }),
      },
    }),
  };
}

interface SiteTimetable {
  hours?: SiteHours[];
  exceptions?: SiteException[];
}

function normalTimetable({ hours, exceptions }: SiteTimetable): SiteTimetable {
  return {
    ...(hours && { hours: hours.map(normalSpan) }),
    ...(exceptions && {
      exceptions: exceptions.map(exception => ({
        ...exception,
        ...(exception.hours && { hours: exception.hours.map(normalSpan) }),
      })),
    }),
  };
}

function normalSpan<T extends { from: string; to: string }>(span: T): T {
  return { ...span, from: normalTimeOfDay(span.from), to: normalTimeOfDay(span.to) };
}

function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const held of Object.values(value)) frozen(held);
  }
  return value;
}
