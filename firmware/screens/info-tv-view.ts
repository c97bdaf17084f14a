import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { localTime } from '../servicepoint/opening/local-time';
import type { InfoTv } from './info-tv-schema';
import type { TodayService } from './pages/today/today-feed';
import { stateOnDisk } from './state-on-disk';
import { todayView } from './today-view';

/**
 * What an info-TV shows of the point.
 * @param at ms since 1970-01-01 UTC
 * @throws TiskiError as `stateOnDisk`
 */
export function infoTvView(site: Site, runtime: Runtime, at: number): InfoTv {
  const { services, ...today } = todayView(site, { state: stateOnDisk(runtime), runtime, at });
  return {
    version: 1,
    site: site.site,
    day: localTime(at, site.timezone).day,
    ...today,
    languages: [...today.languages],
    notices: [...today.notices],
    services: services.map(serviceOf),
  };
}

function serviceOf(service: TodayService): InfoTv['services'][number] {
  const { id, letter, name, organisation, hours, closed, waiting, wait } = service;
  return {
    id,
    letter,
    name,
    organisation,
    state: closed ? (closed.why === 'queue' ? 'full' : 'closed') : 'open',
    ...(hours && { hours: hours.map(({ from, to }) => ({ from: clock(from), to: clock(to) })) }),
    ...(closed?.opens && { opensAt: closed.opens.at }),
    ...(closed?.elsewhere && { elsewhere: closed.elsewhere }),
    waiting,
    ...(wait && { wait }),
  };
}

function clock(minute: number): string {
  return [Math.floor(minute / 60), minute % 60].map(part => String(part).padStart(2, '0')).join(':');
}
