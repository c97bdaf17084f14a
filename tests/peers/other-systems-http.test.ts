import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { fileCalendar } from '../../firmware/calendars/file-calendar';
import { webCalendar } from '../../firmware/calendars/web-calendar';
import { Callers } from '../../firmware/neighbours/callers';
import { directory } from '../../firmware/neighbours/directory/directory';
import { exchange } from '../../firmware/neighbours/http-exchange';
import type { NeighbourContext, NeighbourSettings } from '../../firmware/neighbours/neighbour';
import { isTiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from '../support/steady-time';
import { TestAuthority } from './test-authority';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

interface Wires {
  readonly folder: string;
  readonly authority: TestAuthority;
  /** The same answers without and with TLS. */
  readonly plain: string;
  readonly secure: string;
  answer: Answer;
}

const servers: Server[] = [];

async function listening(server: Server): Promise<number> {
  servers.push(server);
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const test = suite<Wires>('');
test.before(async wires => {
  const answer: Answer = (request, response) => wires.answer(request, response);
  const authority = new TestAuthority();
  const { key, certificate } = authority.issue();
  const tls = { key: readFileSync(key), cert: readFileSync(certificate) };
  Object.assign(wires, {
    authority,
    folder: mkdtempSync(join(tmpdir(), 'tiski-others-')),
    plain: `http://127.0.0.1:${await listening(createServer(answer))}/`,
    secure: `https://127.0.0.1:${await listening(createSecureServer(tls, answer))}/`,
  });
});
test.after(({ folder, authority }) => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  rmSync(folder, { recursive: true });
  rmSync(authority.folder, { recursive: true });
});

const ended =
  (status: number, body = '', headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response.writeHead(status, headers).end(body);

const time = new SteadyTime();

async function codeOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'fine';
  } catch (error) {
    return isTiskiError(error) ? error.code : String(error);
  }
}

test('a neighbour over TLS is believed by the authority that the site file names, and by no other', async wires => {
  const { secure, authority } = wires;
  const ask = (ca?: string) =>
    exchange(
      { url: secure, ...(ca !== undefined && { ca }) },
      { method: 'GET' },
      { time, signal: new AbortController().signal },
    );
  wires.answer = ended(200, 'well');
  assert.is((await ask(authority.certificate)).body, 'well');
  assert.is(await codeOf(ask()), 'neighbour-untrusted');
  assert.is(await codeOf(ask(join(wires.folder, 'no-such-file'))), 'site-file-missing');
});

test('an answer without an end is not kept', async wires => {
  const chunk = Buffer.alloc(1024 * 1024);
  wires.answer = (_, response) => {
    for (let part = 0; part < 5; part++) response.write(chunk);
    response.end();
  };
  const asked = exchange(
    { url: wires.plain },
    { method: 'GET' },
    { time, signal: new AbortController().signal },
  );
  assert.is(await codeOf(asked), 'neighbour-too-long');
});

test('a calendar of a stranger is not believed, and none leads from the web to somewhere else', async wires => {
  const { signal } = new AbortController();
  assert.is(await codeOf(webCalendar({ url: wires.secure }).open(undefined, signal)), 'calendar-untrusted');
  assert.is(
    await codeOf(webCalendar({ url: 'ftp://example.fi/' }).open(undefined, signal)),
    'calendar-refused',
  );
  wires.answer = ended(302, '', { location: 'ftp://example.fi/' });
  assert.is(await codeOf(webCalendar({ url: wires.plain }).open(undefined, signal)), 'calendar-refused');
});

test('a calendar that begins encrypted is not led to where everybody can read and write it', async wires => {
  const { signal } = new AbortController();
  const trusted = getCACertificates();
  setDefaultCACertificates([...trusted, readFileSync(wires.authority.certificate, 'utf8')]);
  try {
    const asked: (string | undefined)[] = [];
    wires.answer = (request, response) => {
      asked.push(request.headers.host);
      ended(302, '', { location: wires.plain })(request, response);
    };
    assert.is(await codeOf(webCalendar({ url: wires.secure }).open(undefined, signal)), 'calendar-refused');
    assert.equal(asked, [new URL(wires.secure).host]);
  } finally {
    setDefaultCACertificates(trusted);
  }
});

test('a calendar is asked for anew by what its server said of it: a date, or nothing', async wires => {
  const { signal } = new AbortController();
  const asked: (string | undefined)[] = [];
  const date = 'Wed, 18 Mar 2026 08:15:00 GMT';
  const calendar = webCalendar({ url: wires.plain });
  const open = async (known: string | undefined, headers: Record<string, string>) => {
    wires.answer = (request, response) => {
      asked.push(request.headers['if-modified-since']);
      response.writeHead(200, headers).end();
    };
    const opened = await calendar.open(known, signal);
    for await (const _ of opened?.chunks ?? []);
    return opened?.version;
  };
  const version = await open(undefined, { 'last-modified': date });
  assert.is(version, `date ${date}`);
  assert.is(await open(version, {}), undefined);
  assert.equal(asked, [undefined, date]);
});

test('a calendar file that is a folder is told as such, not as missing', async ({ folder }) => {
  const { signal } = new AbortController();
  const opened = await fileCalendar(folder).open(undefined, signal);
  const read = async () => {
    for await (const _ of opened?.chunks ?? []);
  };
  assert.is(await codeOf(read()), 'calendar-unreadable');
  assert.is(await codeOf(fileCalendar(join(folder, 'none.ics')).open(undefined, signal)), 'calendar-missing');
});

/** The health after the first reading, and what is known then. */
async function firstReading(wires: Wires, source: { readonly file: string } | { readonly url: string }) {
  const callers = new Callers();
  const stopping = new AbortController();
  const changed = Promise.withResolvers<void>();
  const neighbour = directory(
    { everyHours: 24, ...source } as NonNullable<NeighbourSettings['directory']>,
    {
      site: { languages: ['fi'] },
      callers,
      folder: wires.folder,
      time,
      log: silent,
      random: () => 0.5,
      changed: changed.resolve,
    } as unknown as NeighbourContext,
  );
  neighbour.start?.(stopping.signal);
  await changed.promise;
  stopping.abort();
  await neighbour.stop?.();
  return { ...neighbour.health, name: callers.nameOf('kela')?.fi };
}

test('a directory in a file is read; without the file, or with a server that refuses, what was read stays', async wires => {
  const file = join(wires.folder, 'offices.csv');
  writeFileSync(file, 'id,kind,addresses,fi\nkela,office,a@kela.fi,Kela\n');
  assert.equal(await firstReading(wires, { file }), { health: 'ok', name: 'Kela' });
  rmSync(file);
  const missing = await firstReading(wires, { file });
  assert.equal([missing.health, missing.code, missing.name], ['failed', 'neighbour-unreachable', 'Kela']);
  wires.answer = ended(503);
  const refused = await firstReading(wires, { url: wires.plain });
  assert.equal([refused.health, refused.code, refused.name], ['failed', 'neighbour-refused', 'Kela']);
});

test.run();
