import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { CalendarFeed } from '../../firmware/calendars/calendar-feed';
import type { SiteCalendar } from '../../firmware/config/site';
import type { Command } from '../../firmware/servicepoint/commands';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { CalendarServer, calendarOf } from '../support/calendar-server';

const morning = Date.parse('2026-03-02T06:00:00Z');
const minute = 60_000;

interface Health {
  readonly health: string;
  readonly code?: string;
  readonly warnings: readonly string[];
}

/** A feed under virtual time, and what it tells the core. */
class FeedBench {
  readonly time = new VirtualTime(morning);
  readonly lists: Extract<Command, { name: 'calendar-read' }>['args'][] = [];
  readonly log: string[] = [];
  refused: string | undefined;
  readonly #told = new EventEmitter<{ health: [Health] }>();
  readonly #feed: CalendarFeed;

  constructor(calendar: Partial<SiteCalendar>) {
    const line = (fields: object, message: string) => this.log.push(JSON.stringify({ ...fields, message }));
    this.#feed = new CalendarFeed({
      calendar: { id: 'town', service: 'tax', everyMinutes: 5, codes: 'uid', ...calendar },
      timezone: 'Europe/Helsinki',
      daysAhead: 3,
      time: this.time,
      log: { debug: line, info: line, warn: line, error: line },
      runtime: { record: async command => this.#record(command as Command) },
    });
  }

  /** @returns what is said of its health after the reading */
  start(): Promise<Health> {
    return this.#afterwards(() => this.#feed.start());
  }

  next(minutes = 5): Promise<Health> {
    return this.#afterwards(() => this.time.advance(minutes * minute));
  }

  async stop(): Promise<void> {
    await this.#feed.stop();
    assert.equal(this.time.timers, [], 'no timer is left');
  }

  get codes(): string[] | undefined {
    return this.lists.at(-1)?.bookings.map(({ booking }) => booking);
  }

  async #afterwards(act: () => void): Promise<Health> {
    const told = once(this.#told, 'health');
    act();
    const [health] = await told;
    // The reading itself has to come to its end as well.
    await new Promise(setImmediate);
    return health;
  }

  #record(command: Command): Readonly<Record<string, unknown>> {
    if (command.name === 'calendar-read') {
      if (this.refused !== undefined) return { refused: this.refused };
      this.lists.push(command.args);
    }
    if (command.name === 'device-reported') {
      const { device, ...health } = command.args;
      assert.is(device, 'town');
      this.#told.emit('health', health);
    }
    return {};
  }
}

const test = suite<{ server: CalendarServer; folder: string }>('calendar feed');

test.before.each(async context => {
  context.server = await new CalendarServer().start();
  context.folder = mkdtempSync(join(tmpdir(), 'tiski-calendar-'));
});

test.after.each(async ({ server, folder }) => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const fine: Health = { health: 'ok', warnings: [] };

test('a calendar on a server is read at the start and again every few minutes', async ({ server }) => {
  server.text = calendarOf({ A123: morning + minute });
  const bench = new FeedBench({ url: server.url });
  assert.equal(await bench.start(), fine);
  assert.equal(bench.codes, ['A123']);
  server.text = calendarOf({ A124: morning + minute });
  assert.equal(await bench.next(), fine);
  assert.equal(bench.codes, ['A124']);
  await bench.stop();
  assert.is(await server.connections(), 0);
});

test('a calendar that has not changed is not sent again, but is looked at anew on another day', async ({
  server,
}) => {
  server.answer = (request, response) => {
    response.setHeader('etag', '"v1"');
    if (request.headers['if-none-match'] === '"v1"') response.statusCode = 304;
    response.end(response.statusCode === 304 ? undefined : calendarOf({ A123: morning + minute }));
  };
  const bench = new FeedBench({ url: server.url, everyMinutes: 60 });
  await bench.start();
  for (let hour = 9; hour < 24; hour += 1) assert.equal(await bench.next(60), fine);
  assert.is(bench.lists.length, 1);
  await bench.next(60);
  assert.is(bench.lists.length, 2);
  await bench.stop();
});

test('a server that fails leaves the last list; that is a warning first, and later a failure', async ({
  server,
}) => {
  const bench = new FeedBench({ url: server.url });
  await bench.start();
  server.answer = (_, response) => {
    response.statusCode = 503;
    response.end();
  };
  assert.equal(await bench.next(), { health: 'ok', warnings: ['calendar-refused'] });
  assert.equal(await bench.next(), { health: 'ok', warnings: ['calendar-refused'] });
  assert.equal(await bench.next(), {
    health: 'failed',
    code: 'calendar-refused',
    warnings: ['calendar-old'],
  });
  assert.is(bench.lists.length, 1);
  server.answer = (_, response) => response.end(calendarOf({}));
  assert.equal(await bench.next(), fine);
  await bench.stop();
});

test('a calendar that was never read has failed', async ({ server }) => {
  const { url } = server;
  await server.stop();
  const bench = new FeedBench({ url });
  assert.equal(await bench.start(), { health: 'failed', code: 'calendar-unreachable', warnings: [] });
  await bench.stop();
  await server.start();
});

test('what a sign-in page, half an answer, a broken and a silent server lead to', async ({ server }) => {
  const bench = new FeedBench({ url: server.url });
  await bench.start();
  const after = async (answer: CalendarServer['answer']) => {
    server.answer = answer;
    return (await bench.next()).warnings.concat()[0];
  };
  assert.is(await after((_, response) => response.end('<html>Sign in</html>')), 'calendar-not-ical');
  const whole = calendarOf({ A123: morning });
  assert.is(await after((_, response) => response.end(whole.slice(0, -30))), 'calendar-cut-short');
  await bench.stop();
  await bench.start();
  const half: CalendarServer['answer'] = (_, response) => {
    response.setHeader('content-length', whole.length);
    response.write(whole.slice(0, 40), () => response.destroy());
  };
  server.answer = (_, response) => response.end(whole);
  await bench.next();
  assert.is(await after(half), 'calendar-cut-short');
  await bench.stop();
});

test('a server that says nothing is given up after half a minute', async ({ server }) => {
  const asked = new Promise<void>(resolve => {
    server.answer = () => resolve();
  });
  const bench = new FeedBench({ url: server.url });
  const begun = bench.start();
  await asked;
  bench.time.advance(30_000);
  assert.equal(await begun, { health: 'failed', code: 'calendar-silent', warnings: [] });
  await bench.stop();
});

test('a feed that stops in the middle of a reading leaves nothing behind and tells nothing', async ({
  server,
}) => {
  const asked = new Promise<void>(resolve => {
    server.answer = (_, response) => {
      response.write('BEGIN:VCALENDAR\r\n');
      resolve();
    };
  });
  const bench = new FeedBench({ url: server.url });
  void bench.start();
  await asked;
  await bench.stop();
  assert.equal([bench.lists, bench.log], [[], []]);
});

test('a redirection is followed, a circle is not', async ({ server }) => {
  const location = server.url.replace('town.ics', 'moved.ics');
  server.answer = (request, response) => {
    if (request.url?.endsWith('moved.ics')) return void response.end(calendarOf({ A123: morning + minute }));
    response.writeHead(302, { location }).end();
  };
  const bench = new FeedBench({ url: server.url });
  assert.equal(await bench.start(), fine);
  assert.equal(bench.codes, ['A123']);
  server.answer = (_, response) => response.writeHead(302, { location }).end();
  assert.equal(await bench.next(), { health: 'ok', warnings: ['calendar-refused'] });
  await bench.stop();
});

test('an address that is a secret stands in a file of its own, and in no log', async ({ server, folder }) => {
  const urlFile = join(folder, 'address');
  writeFileSync(urlFile, `${server.url}\n`);
  const bench = new FeedBench({ urlFile });
  assert.equal(await bench.start(), fine);
  server.answer = (_, response) => response.destroy();
  await bench.next();
  writeFileSync(urlFile, 'http://127.0.0.1:1/secret-token');
  await bench.next();
  writeFileSync(urlFile, 'secret-token');
  await bench.next();
  rmSync(urlFile);
  await bench.next();
  await bench.stop();
  assert.is(bench.log.length, 4);
  assert.not.match(bench.log.join('\n'), /secret-token|127\.0\.0\.1/);
});

test('a file that another program writes is read, and read again when it changes', async ({ folder }) => {
  const file = join(folder, 'town.ics');
  const bench = new FeedBench({ file });
  assert.equal(await bench.start(), { health: 'failed', code: 'calendar-missing', warnings: [] });
  writeFileSync(file, calendarOf({ A123: morning + minute }));
  assert.equal(await bench.next(), fine);
  assert.equal(bench.codes, ['A123']);
  await bench.next();
  assert.is(bench.lists.length, 1, 'unchanged');
  writeFileSync(file, calendarOf({ A123: morning + minute, A124: morning + minute }));
  await bench.next();
  assert.equal(bench.codes, ['A123', 'A124']);
  rmSync(file);
  assert.equal(await bench.next(), { health: 'ok', warnings: ['calendar-missing'] });
  await bench.stop();
  const folderAsFile = new FeedBench({ file: folder });
  assert.is((await folderAsFile.start()).code, 'calendar-unreadable');
  await folderAsFile.stop();
});

test('categories choose the service, whatever their capitals', async ({ server }) => {
  server.text = calendarOf({ A123: morning + minute }, 'CATEGORIES:Lunch,VEROTUS ');
  const bench = new FeedBench({
    url: server.url,
    service: undefined,
    categories: [{ category: 'Verotus', service: 'tax' }],
  });
  await bench.start();
  assert.equal(
    bench.lists[0]?.bookings.map(({ service }) => service),
    ['tax'],
  );
  await bench.stop();
});

test('events that cannot be bookings are a warning, with their number and reason in the log', async ({
  server,
}) => {
  server.text = calendarOf({ A123: morning + minute }, 'RRULE:FREQ=DAILY');
  const bench = new FeedBench({ url: server.url });
  assert.equal(await bench.start(), { health: 'ok', warnings: ['calendar-left-out'] });
  assert.match(bench.log[0] ?? '', /"recurring":1/);
  await bench.stop();
});

test('a list that the core does not take is told by its code, and sent again next time', async ({
  server,
}) => {
  const bench = new FeedBench({ url: server.url });
  await bench.start();
  bench.refused = 'bookings-unsteady';
  assert.equal(await bench.next(), { health: 'ok', warnings: ['bookings-unsteady'] });
  bench.refused = undefined;
  assert.equal(await bench.next(), fine);
  assert.is(bench.lists.length, 2);
  await bench.stop();
});

test.run();
