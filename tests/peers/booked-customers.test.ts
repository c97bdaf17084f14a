import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../firmware/appliance';
import { codeOfUid } from '../../firmware/calendars/code-of-uid';
import { loadSite } from '../../firmware/config/load-site';
import { CalendarServer } from '../support/calendar-server';
import { awake, SteadyTime } from '../support/steady-time';
import { watchedBroker } from '../support/watched-wire';

/** Words that no byte of may be found anywhere. */
const canary = 'Meikalainen-010203-123A';

const siteFile = (broker: string, calendar: string) => `version: 1
site: point
appliance: hub
name: { fi: Palvelupiste }
languages: [fi]
organisations: [{ id: vero, name: { fi: Verohallinto } }]
services: [{ id: tax, letter: V, organisation: vero, name: { fi: Verotus } }]
counters: [{ id: c1, name: { fi: Tiski 1 }, services: [tax] }]
kiosks: [{ id: lobby }]
devices: {}
bookings:
  calendars:
    - id: town
      url: ${calendar}?token=${canary}
      categories: [{ category: Verotus, service: tax }]
http: { port: 0 }
mqtt: { url: '${broker}' }
`;

/** An event full of words, some of them where a parser stumbles. */
const wordy = (uid: string, at: number, ...more: string[]) => [
  'BEGIN:VEVENT',
  `UID:${uid}`,
  `SUMMARY:${canary}`,
  `DESCRIPTION:${canary.repeat(40)}`,
  `ATTENDEE;CN="${canary}";ROLE=REQ-PARTICIPANT:mailto:${canary}@example.fi`,
  `ORGANIZER;CN=${canary}:mailto:${canary}@example.fi`,
  `LOCATION:${canary}`,
  `X-NAME-${canary}:${canary}`,
  canary,
  `DTSTART;X-WHO="${canary}":${new Date(at).toISOString().replace(/[-:]|\.\d+/g, '')}`,
  `CATEGORIES:${canary},Verotus`,
  ...more,
  'END:VEVENT',
];

const calendarOf = (...events: string[][]) =>
  ['BEGIN:VCALENDAR', `X-WR-CALNAME:${canary}`, ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

class Lobby {
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-booked-'));
  readonly calendar = new CalendarServer();
  readonly messages: { topic: string; payload: string }[] = [];
  readonly log: string[] = [];
  readonly #time = new SteadyTime();
  readonly #broker = watchedBroker({ time: this.#time });
  #listener: MqttClient | undefined;
  #appliance: Appliance | undefined;
  #http = '';

  async start(): Promise<this> {
    await this.calendar.start();
    await this.#broker.start();
    this.#listener = await mqtt.connectAsync(this.#broker.url);
    this.#listener.on('message', (topic, payload) =>
      this.messages.push({ topic, payload: payload.toString('utf8') }),
    );
    await this.#listener.subscribeAsync('#', { qos: 1 });
    mkdirSync(join(this.folder, 'assets'));
    writeFileSync(join(this.folder, 'site.yaml'), siteFile(this.#broker.url, this.calendar.url));
    return this;
  }

  /** The box starts, again if it has run before. */
  async open(): Promise<void> {
    const line = (fields: object, message: string) => this.log.push(JSON.stringify({ ...fields, message }));
    this.#appliance = new Appliance({
      site: loadSite(join(this.folder, 'site.yaml')).site,
      stateDir: join(this.folder, 'state'),
      assetsDir: join(this.folder, 'assets'),
      time: this.#time,
      log: { debug: line, info: line, warn: line, error: line },
      version: '1.2.3',
      random: Math.random,
    });
    this.#http = (await this.#appliance.start()).http;
  }

  async close(): Promise<void> {
    await this.#appliance?.stop();
  }

  async stop(): Promise<void> {
    await this.#listener?.endAsync();
    await this.#broker.stop();
    await this.calendar.stop();
    rmSync(this.folder, { recursive: true });
  }

  get(path: string): Promise<string> {
    return fetch(`${this.#http}${path}`).then(response => response.text());
  }

  async post(command: string, args: object) {
    const body = JSON.stringify({ id: `${command}-${Math.random()}`, by: 'test', args });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.#http}/api/command/${command}`, { method: 'POST', headers, body });
    return (await response.json()) as { ok: boolean; code?: string; result: Record<string, unknown> };
  }

  async bookings(): Promise<Record<'expected' | 'arrived' | 'missed', Record<string, unknown>[]>> {
    return JSON.parse(await this.get('/api/bookings')).services[0];
  }

  async stream(): Promise<string> {
    const abort = new AbortController();
    const response = await fetch(`${this.#http}/api/stream?after=0`, { signal: abort.signal });
    const first = await response.body?.getReader().read();
    abort.abort();
    return Buffer.from(first?.value ?? []).toString('utf8');
  }

  /** Every byte that the box keeps. */
  get disk(): Buffer {
    const state = join(this.folder, 'state');
    return Buffer.concat(
      readdirSync(state, { recursive: true, withFileTypes: true })
        .filter(entry => entry.isFile())
        .map(entry => readFileSync(join(entry.parentPath, entry.name))),
    );
  }

  async until(what: string, isTrue: () => boolean | Promise<boolean>): Promise<void> {
    const deadline = awake() + 10_000;
    while (!(await isTrue())) {
      if (awake() > deadline) throw new Error(`never: ${what}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }
}

const test = suite<{ lobby: Lobby }>('booked customers');

test.before.each(async context => {
  context.lobby = await new Lobby().start();
});

test.after.each(async ({ lobby }) => {
  await lobby.close();
  await lobby.stop();
});

/** The minute that has begun: today at whatever hour the test runs, and neither early nor late. */
const now = () => Math.floor(Date.now() / 60_000) * 60_000;

test('a booking comes from its calendar, outlives a restart without it, and is checked in once', async ({
  lobby,
}) => {
  const slot = now();
  lobby.calendar.text = calendarOf(wordy('7f3a@town', slot));
  await lobby.open();
  await lobby.until('the booking', async () => (await lobby.bookings()).expected.length === 1);
  const booking = codeOfUid('7f3a@town', 'derived') ?? '';
  assert.equal((await lobby.bookings()).expected, [{ booking, slot }]);

  await lobby.close();
  lobby.calendar.answer = (_, response) => response.destroy();
  await lobby.open();
  const { ok, result } = await lobby.post('check-in', { booking: booking.toLowerCase(), kiosk: 'lobby' });
  assert.ok(ok);
  assert.equal([result.ticket, result.slot, result.late], ['V101', slot, false]);
  const again = await lobby.post('check-in', { booking });
  assert.equal([again.code, again.result.ticket], ['booking-arrived', 'V101']);
  const { expected, arrived } = await lobby.bookings();
  assert.equal(expected, []);
  assert.equal([arrived[0]?.ticket, arrived[0]?.slot, arrived[0]?.booking], ['V101', slot, undefined]);
  await lobby.until('the failure of the calendar', async () =>
    /"name":"town","driver":"calendar","health":"failed"/.test(await lobby.get('/api/state')),
  );
});

test('a program sends bookings by the command, over MQTT what leaves is counts and the time on the ticket', async ({
  lobby,
}) => {
  await lobby.open();
  const slot = now();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Helsinki' }).format(slot);
  const list = {
    service: 'tax',
    day,
    bookings: [
      { booking: 'B7K3', slot },
      { booking: 'B7K4', slot },
    ],
  };
  assert.equal((await lobby.post('bookings', list)).result, { booked: 2, moved: 0, cancelled: 0 });
  assert.ok((await lobby.post('check-in', { booking: 'b7k3' })).ok);
  await lobby.until('the counts', () =>
    lobby.messages.some(
      ({ topic, payload }) =>
        topic.endsWith('/state/service/tax') &&
        payload.includes('"bookings":{"expected":1,"arrived":1,"missed":0}'),
    ),
  );
  const issued = lobby.messages.find(({ payload }) => payload.includes('fi.tiski.ticket.issued.v1'));
  assert.is(JSON.parse(issued?.payload ?? '{}').data.slot, slot);
  const sent = lobby.messages.map(({ payload }) => payload).join('\n');
  assert.not.match(sent, /B7K|ticket\.booked|checked-in/);
  assert.not.match(await lobby.stream(), /B7K/);
});

test('no word of a calendar, nor its address, reaches journal, log, MQTT or HTTP', async ({ lobby }) => {
  const slot = now();
  const events = [
    wordy(`${canary}@town`, slot),
    wordy('moved', slot, 'SEQUENCE:1'),
    wordy('series', slot, 'RRULE:FREQ=DAILY', `RDATE:${canary}`),
    wordy('gone', slot, 'STATUS:CANCELLED'),
    wordy('zone', slot, `DTSTART;TZID=${canary}:20260302T083000`),
    [
      'BEGIN:VEVENT',
      `UID:${canary}2`,
      `DTSTART;TZID=${canary}:20260302T083000`,
      `CATEGORIES:Verotus`,
      'END:VEVENT',
    ],
    ['BEGIN:VEVENT', `UID:${canary}3`, `DTSTART:${canary}`, `CATEGORIES:Verotus`, 'END:VEVENT'],
    ['BEGIN:VEVENT', `UID;${canary}`, `DTSTART=${canary}`, 'END:VEVENT'],
    ['BEGIN:VTIMEZONE', `TZID:${canary}`, `TZOFFSETTO:${canary}`, 'END:VTIMEZONE'],
  ];
  lobby.calendar.text = calendarOf(...events);
  await lobby.open();
  await lobby.until('the bookings', async () => (await lobby.bookings()).expected.length >= 2);
  const [first] = (await lobby.bookings()).expected;
  assert.ok((await lobby.post('check-in', { booking: first?.booking })).ok);
  await lobby.post('check-in', { booking: 'MEIKALAINEN1' });
  await lobby.close();

  // The same words in a calendar that is broken as a whole.
  lobby.calendar.text = `BEGIN:VCALENDAR\r\nBEGIN:${canary}\r\n${calendarOf(...events)}`;
  await lobby.open();
  await lobby.until('the failure', async () => (await lobby.get('/api/state')).includes('calendar-form'));
  const shown = [];
  for (const path of ['/', '/api/state', '/api/bookings', '/healthz', '/readyz', '/metrics'])
    shown.push(await lobby.get(path));
  shown.push(await lobby.stream());
  await lobby.until('the health on the wire', () =>
    lobby.messages.some(
      ({ topic, payload }) => topic.endsWith('/health') && payload.includes('calendar-form'),
    ),
  );
  await lobby.close();

  const places = {
    log: lobby.log.join('\n'),
    http: shown.join('\n'),
    mqtt: lobby.messages.map(({ topic, payload }) => `${topic} ${payload}`).join('\n'),
    disk: lobby.disk.toString('latin1'),
  };
  for (const [place, text] of Object.entries(places)) {
    assert.ok(text.length > 0, `something is in the ${place}`);
    assert.not(/meikalainen|010203|secret-token|example\.fi/i.test(text), `words in the ${place}`);
  }
  assert.match(places.disk, /ticket\.checked-in/, 'the disk is read as it is written');
});

test.run();
