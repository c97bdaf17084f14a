import { problem, sendBytes } from '../../screens/extra-routes';
import { Delivery } from '../delivery';
import { Bookmark, type Fact, factsAfter } from '../journal-tail';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { mayRead } from '../readers';
import { untilStopped } from '../until-stopped';
import { DayIndex } from './day-index';
import { Journeys } from './journeys';
import { recordsCsv } from './records-csv';
import { recordOf, type ServiceRecord } from './service-record';

type Settings = NonNullable<NeighbourSettings['servedEvents']>;

const dayFile = /^(\d{4}-\d{2}-\d{2})\.csv$/;

/**
 * Gives a record of every ticket that has ended to the customer-service system (S54): sent one by one in their order, each at least once with
 * its id as the idempotency key, from a bookmark that outlives restarts and outages; and as the table of a day for those who come for it
 * (`GET /api/served-events/{day}.csv`). What happened before it was turned on is not sent: somebody has recorded that by hand.
 */
export function servedEvents(settings: Settings, context: NeighbourContext): Neighbour {
  const { runtime, site, time, log } = context;
  const sent = new Bookmark(runtime.journal, 'served-events');
  const day = new Bookmark(runtime.journal, 'served-events-day');
  const index = new DayIndex(context.folder);
  const { url } = settings;
  const delivery =
    url === undefined
      ? undefined
      : new Delivery({ ...context, name: 'served-events', peer: { ...settings, url } });
  const origin = { site: site.site, appliance: site.appliance, epoch: runtime.journal.epoch };
  if (sent.place === 0) sent.moveTo(runtime.journal.last);
  sent.keep();
  day.keep();
  let running: Promise<unknown> | undefined;

  const recordIn = (journeys: Journeys, fact: Fact): ServiceRecord | undefined => {
    const ended = journeys.follow(fact);
    if (!ended) return undefined;
    const end = { sequence: fact.sequence, at: fact.event.at, kind: ended.kind };
    return recordOf(ended.journey, end, origin, runtime.rules);
  };

  /** Apart from sending, so that the table of today can be had while the receiver is away. */
  const indexDays = async (signal: AbortSignal): Promise<void> => {
    for await (const page of factsAfter(runtime, index.last, signal)) {
      for (const { event, sequence } of page)
        if (event.type === 'appliance.day-opened') await index.begins(event.data.day, sequence, origin.epoch);
    }
  };

  const send = async (signal: AbortSignal): Promise<void> => {
    const journeys = new Journeys();
    for await (const page of factsAfter(runtime, day.place, signal)) {
      for (const fact of page) {
        const { event, sequence } = fact;
        const record = recordIn(journeys, fact);
        if (record && delivery && sequence > sent.place)
          await delivery.deliver(() => ({ key: record.id, body: record }), signal);
        sent.moveTo(sequence);
        if (event.type === 'appliance.day-opened') day.moveTo(sequence - 1);
      }
    }
  };

  const recordsOf = async (name: string): Promise<ServiceRecord[] | undefined> => {
    const { journal } = runtime;
    const { last } = journal;
    const begin = index.find(name) ?? 0;
    if (journal.read(begin - 1, 1)[0]?.sequence !== begin) return undefined;
    const journeys = new Journeys();
    const records: ServiceRecord[] = [];
    for await (const page of factsAfter(runtime, begin - 1, new AbortController().signal)) {
      for (const fact of page) {
        if (isNextDay(fact, name)) return records;
        const record = recordIn(journeys, fact);
        if (record) records.push(record);
      }
      if ((page.at(-1)?.sequence ?? last) >= last) break;
    }
    return records;
  };

  return {
    name: 'servedEvents',
    get health() {
      return delivery?.health ?? { health: 'ok' };
    },
    addRoutes(routes) {
      const isReader = mayRead(settings.readTokenFile, { time, log });
      routes.get('/api/served-events/:file', async (request, response, { file = '' }) => {
        if (!isReader(request, response)) return;
        const [, name = ''] = dayFile.exec(file) ?? [];
        const records = name === '' ? undefined : await recordsOf(name);
        if (!records) return problem(response, 'neighbour-no-records', { status: 404 });
        response.setHeader('Content-Disposition', `attachment; filename="${site.site}-served-${name}.csv"`);
        sendBytes(response, 200, 'text/csv; charset=utf-8; header=present', recordsCsv(records));
      });
    },
    start(signal) {
      const told = (endless: Promise<void>) =>
        untilStopped(endless, signal, log, 'served events are followed no more');
      const indexed = index.read(origin.epoch).then(() => indexDays(signal));
      running = Promise.all([told(indexed), told(send(signal))]);
    },
    async stop() {
      await running;
    },
  };
}

function isNextDay({ event }: Fact, day: string): boolean {
  return event.type === 'appliance.day-opened' && event.data.day > day;
}
