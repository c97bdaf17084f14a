import type { Site, SiteNotice, SiteService } from '../config/site';
import { localTime } from '../servicepoint/opening/local-time';
import { spansOn } from '../servicepoint/opening/timetable';
import { nameById } from './name-by-id';
import type { TodayFeed, TodayService } from './pages/today/today-feed';
import { type Moment, serviceView } from './service-view';

/** What is on at the point today, for everybody to see. */
export function todayView(site: Site, now: Moment): TodayFeed {
  const { state, runtime, at } = now;
  const { date, day } = localTime(at, runtime.rules.timezone);
  const viewOf = (service: SiteService): TodayService[] =>
    serviceView(now, service).map(({ about: _, ...view }) => ({
      ...view,
      letter: service.letter,
      organisation: nameById(site.organisations, service.organisation),
      ...hoursOn(date, service.id, now),
    }));
  const { services, notices = [] } = site;
  return {
    mode: state.mode,
    name: site.name,
    languages: site.languages,
    timezone: site.timezone,
    now: at,
    services: [
      ...services.filter(({ unsure }) => !unsure),
      ...services.filter(({ unsure }) => unsure),
    ].flatMap(viewOf),
    notices: notices.filter(notice => isShown(notice, day)).map(({ text }) => text),
  };
}

function hoursOn(date: number, id: string, { runtime: { rules } }: Moment): Pick<TodayService, 'hours'> {
  const service = rules.services.get(id);
  const hours = service ? spansOn(date, service, rules.opening) : [];
  const isAlways = hours.some(({ from, to }) => from === 0 && to === 1440);
  return isAlways ? {} : { hours };
}

function isShown({ from = '', until }: SiteNotice, day: string): boolean {
  return from <= day && (until === undefined || day <= until);
}
