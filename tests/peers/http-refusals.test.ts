import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { OpenAnswers } from '../../firmware/feedback-answers/open-answers';
import { TechnicianRoutes } from '../../firmware/health/technician/technician-routes';
import { Runtime } from '../../firmware/runtime';
import { RoleTokens } from '../../firmware/screens/access/role-tokens';
import { WebServer, type WebServerOptions } from '../../firmware/screens/web-server';
import type { VirtualLamp } from '../../hal/drivers/virtual/lamp';
import type { VirtualNumberDisplay } from '../../hal/drivers/virtual/number-display';
import type { VirtualSounder } from '../../hal/drivers/virtual/sounder';
import { Hal } from '../../hal/hal';
import { silent } from '../../hal/platform/log';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { SteadyTime } from '../support/steady-time';
import { smallSite } from '../support/web-box';

const folder = mkdtempSync(join(tmpdir(), 'tiski-refusals-'));
const accessDir = join(folder, 'access');
const answers = join(folder, 'answers');
const tokens = new RoleTokens({ folder: accessDir, time: new SteadyTime() });
/** Of the devices alone: nothing of what is tried ends by itself. */
const time = new VirtualTime();

const site: Site = {
  ...smallSite,
  smileys: [{ id: 'exit', device: 'faces', question: 'ces', lockOut: 5 }],
  feedback: { collect: 'off', openAnswers: { keepDays: 30, mayLeave: false } } as NonNullable<
    Site['feedback']
  >,
  devices: {
    lamp: { driver: 'virtual-lamp' },
    sound: { driver: 'virtual-sounder' },
    number: { driver: 'virtual-number-display' },
    faces: { driver: 'virtual-smiley-unit', faces: 5 },
  } as unknown as Site['devices'],
};

const hal = new Hal(site.devices, { time, log: silent, stateDir: folder });
const openAnswers = new OpenAnswers({
  folder: answers,
  timezone: site.timezone,
  keepDays: 30,
  time: new SteadyTime(),
  log: silent,
  random: () => 0.5,
});

/** A box without the files of its pages: whoever asks here does not draw them. */
async function served(of: Site, more: Partial<WebServerOptions> = {}) {
  const own = { time: new SteadyTime(), log: silent, version: '1.2.3' };
  const runtime = new Runtime({
    ...own,
    journalFile: ':memory:',
    rules: rulesOf(of),
    makeEpoch: () => 'epoch-1',
  });
  const server = new WebServer({ ...own, runtime, ...more, site: { now: of } });
  const { url } = await server.start();
  await runtime.start();
  const close = async () => {
    await server.stop();
    runtime.stop();
  };
  return { url, runtime, close };
}

let box: Awaited<ReturnType<typeof served>>;

test.before(async () => {
  await openAnswers.start();
  const known: { runtime?: Runtime } = {};
  const technician = new TechnicianRoutes({
    get runtime() {
      return known.runtime;
    },
    hal,
    site: { now: site },
    link: undefined,
    box: undefined,
    care: { detail: {} },
    version: '1.2.3',
    time,
    tail: undefined,
    startedAt: 0,
    log: silent,
  } as unknown as ConstructorParameters<typeof TechnicianRoutes>[0]);
  box = await served(site, { accessDir, extraRoutes: [technician], openAnswers });
  known.runtime = box.runtime;
});

test.after(async () => {
  await box?.close();
  await openAnswers.stop();
  rmSync(folder, { recursive: true });
});

/** The status and the code of an answer. */
async function ask(
  path: string,
  {
    body,
    headers = {},
    page = false,
  }: { body?: unknown; headers?: Record<string, string>; page?: boolean } = {},
): Promise<string> {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(box.url + path, {
    redirect: 'manual',
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      // What only a browser sends.
      ...(page && { 'sec-fetch-site': 'same-origin', origin: box.url }),
      ...headers,
    },
    ...(body !== undefined && { method: 'POST', body: text }),
  });
  const told = await response.text();
  const isJson = response.headers.get('content-type') === 'application/json';
  const code = isJson ? (JSON.parse(told) as { code?: string }).code : undefined;
  return [response.status, code].filter(part => part !== undefined).join(' ');
}

test('whatever is sent in another form is refused, and nothing comes of it', async () => {
  for (const [path, ...bodies] of [
    ['/api/enter', '{', {}, { token: 7 }],
    ['/api/leave', '[', { role: 7 }, { roles: [] }],
    ['/api/pair', '{"', {}, { code: '' }],
    ['/api/feedback/open-answer', 'x', { text: 'well' }],
    [
      '/api/technician/try/lamp',
      '{',
      { act: 'jump' },
      { act: 'sign', sign: 'blue' },
      { act: 'tone', tone: 'ring' },
    ],
  ] as const)
    for (const body of bodies)
      assert.is(await ask(path, { body }), '400 command-invalid', `${path} ${JSON.stringify(body)}`);
});

test('a page of a place that the site file does not have is told as unknown', async () => {
  for (const [path, code] of [
    ['/kiosk/upstairs', 'kiosk-unknown'],
    ['/api/kiosk/upstairs', 'kiosk-unknown'],
    ['/counter/counter-9', 'counter-unknown'],
    ['/api/counter/counter-9', 'counter-unknown'],
    ['/feedback/entry', 'feedback-unit-unknown'],
    ['/api/feedback/entry', 'feedback-unit-unknown'],
  ])
    assert.is(await ask(path ?? ''), `404 ${code}`, path);
  const { headers } = await fetch(`${box.url}/kiosk?language=sv`, { redirect: 'manual' });
  assert.is(headers.get('location'), '/kiosk/lobby?language=sv');
});

test('while feedback is off nothing is asked, and no words are taken', async () => {
  const questions = await (await fetch(`${box.url}/api/feedback/questions`)).json();
  assert.is((questions as { set: unknown }).set, null);
  const answer = { id: 'press-1', service: 'tax', text: 'kiitos' };
  assert.is(await ask('/api/feedback/open-answer', { body: answer }), '409 feedback-off');
  const unknown = { ...answer, service: 'police' };
  assert.is(await ask('/api/feedback/open-answer', { body: unknown }), '404 service-unknown');
  assert.is(await ask('/feedback/exit'), '200');
  assert.equal(readdirSync(answers), []);
});

test('words of customers stay on the box unless the site file says otherwise, and are for nobody in the room', async () => {
  assert.is(await ask('/api/feedback/open-answers'), '403 open-answers-stay');
  assert.is(await ask('/api/feedback/open-answers', { page: true }), '403 not-allowed');
});

test('words that cannot be kept are refused, those of past days leave a box that lets them, and where no kiosk is there is no page of one', async () => {
  const days = [{ day: '2026-03-17', answers: [{ service: 'tax', text: 'kiitos' }] }];
  const full = { keep: async () => false, ofPastDays: async () => days } as unknown as OpenAnswers;
  const feedback = { collect: 'always', openAnswers: { keepDays: 30, mayLeave: true } } as NonNullable<
    Site['feedback']
  >;
  const other = await served({ ...site, feedback, kiosks: [] }, { openAnswers: full });
  const answer = async (path: string, init: RequestInit = {}) => {
    const response = await fetch(other.url + path, init);
    return { status: response.status, ...((await response.json()) as object) };
  };
  try {
    const kept = await answer('/api/feedback/open-answer', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ service: 'tax', text: 'kiitos' }),
    });
    assert.equal([kept.status, (kept as { code?: string }).code], [503, 'box-busy']);
    assert.equal(await answer('/api/feedback/open-answers'), { status: 200, days });
    assert.is((await answer('/kiosk')).status, 404);
    assert.is((await answer('/api/speech?text=moi')).status, 400);
  } finally {
    await other.close();
  }
});

test('a browser that is nobody tries nothing, reads nothing and hears nothing', async () => {
  for (const path of ['/api/technician', '/api/technician/stream', '/api/technician/diagnostics'])
    assert.is(await ask(path, { page: true }), '403 not-allowed', path);
  const body = { act: 'sign', sign: 'on' };
  assert.is(await ask('/api/technician/try/lamp', { body, page: true }), '403 not-allowed');
  assert.is(hal.find('lamp', 'lamp')?.sign, 'off');
});

test('a lamp, a sounder and a display do what they are asked for, and show what they did before after a while', async () => {
  const lamp = hal.find('lamp', 'lamp') as VirtualLamp;
  const display = hal.find('number-display', 'number') as VirtualNumberDisplay;
  const played: string[] = [];
  (hal.find('sounder', 'sound') as VirtualSounder).events.on('played', tone => played.push(tone));
  const attempt = (device: string, body: object) => ask(`/api/technician/try/${device}`, { body });
  display.show('V101');
  assert.is(await attempt('lamp', { act: 'sign', sign: 'call' }), '204');
  assert.is(await attempt('number', { act: 'segments' }), '204');
  assert.is(await attempt('sound', { act: 'tone', tone: 'test' }), '204');
  assert.equal([lamp.sign, display.text, played], ['call', '8888', ['test']]);
  lamp.show('fault');
  assert.is(await attempt('lamp', { act: 'sign', sign: 'on' }), '409 device-needed');
  assert.is(lamp.sign, 'fault', 'what the point shows stays');
  await time.runTo(time.now() + 6000);
  assert.equal([lamp.sign, display.text], ['fault', 'V101']);
  lamp.show('off');
  assert.is(await attempt('lamp', { act: 'sign', sign: 'on' }), '204');
  await time.runTo(time.now() + 6000);
  assert.is(lamp.sign, 'off');
  assert.is(await attempt('sound', { act: 'segments' }), '400 command-invalid');
  assert.is(await attempt('number', { act: 'roll-changed' }), '400 command-invalid');
  assert.is(await attempt('gone', { act: 'segments' }), '404 device-unknown');
});

test('a technician reads of every device, with a word for each code and the log only when asked for', async () => {
  const record = (name: string, args: object) =>
    box.runtime.record({ name, args } as Parameters<Runtime['record']>[0]);
  await record('device-reported', {
    device: 'lamp',
    health: 'failed',
    code: 'from-tomorrow',
    warnings: ['gpio-line-lost'],
  });
  const read = async (query: string) => {
    const response = await fetch(`${box.url}/api/technician?${query}`);
    return (await response.json()) as {
      devices: {
        name: string;
        kind: string;
        reason?: { code: string; what: string };
        warnings: { what: string }[];
      }[];
      log?: unknown[];
    };
  };
  const finnish = await read('language=fi');
  const lamp = finnish.devices.find(({ name }) => name === 'lamp');
  assert.equal([lamp?.kind, lamp?.reason?.what, finnish.log], ['lamp', 'from-tomorrow', undefined]);
  const english = await read('language=en&log');
  const same = english.devices.find(({ name }) => name === 'lamp');
  assert.is.not(same?.warnings[0]?.what, lamp?.warnings[0]?.what);
  assert.equal(english.log, []);
  assert.is.not((await read('language=xx')).devices[0]?.reason?.what, undefined);
});

test('cookies in another form let nobody in and are not repeated; only the role that is named is left', async () => {
  const { secret } = await tokens.add({ role: 'advisor' });
  const enter = await fetch(`${box.url}/api/enter`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin', origin: box.url },
    body: JSON.stringify({ token: secret }),
  });
  const held = (enter.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const cookie = `tiski-advisor; tiski-nobody=x; tiski-advisor=short; ${held}; other=1`;
  const leave = async (body: object) => {
    const response = await fetch(`${box.url}/api/leave`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'sec-fetch-site': 'same-origin',
        origin: box.url,
        cookie,
      },
      body: JSON.stringify(body),
    });
    return [response.status, response.headers.getSetCookie().length];
  };
  assert.equal(await leave({ role: 'counter/1' }), [204, 0]);
  assert.is(await ask('/api/advisor', { page: true, headers: { cookie } }), '200');
  assert.equal(await leave({}), [204, 3], 'whatever is of our own form is forgotten');
  assert.is(await ask('/api/advisor', { page: true, headers: { cookie } }), '403 not-allowed');
});

test('who comes in by a link is led to where its role works', async () => {
  for (const [actor, page] of [
    [{ role: 'customer' }, '/kiosk'],
    [{ role: 'counter' }, '/'],
    [{ role: 'counter', place: 'counter-1' }, '/counter/counter-1'],
    [{ role: 'advisor' }, '/advisor'],
    [{ role: 'technician' }, '/technician'],
    [{ role: 'central' }, '/'],
  ] as const) {
    const { secret } = await tokens.add(actor);
    const entered = await fetch(`${box.url}/api/enter`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ token: secret }),
    });
    assert.equal(await entered.json(), { ...actor, page });
  }
});

test('a record of a token that somebody has spoilt lets nobody in', async () => {
  const { secret, token } = await tokens.add({ role: 'technician' });
  assert.ok(tokens.find(secret));
  const files = readdirSync(accessDir, { recursive: true, withFileTypes: true }).filter(entry =>
    entry.isFile(),
  );
  for (const { name, parentPath } of files) writeFileSync(join(parentPath, name), '{"role":"central"}');
  assert.is(tokens.find(secret), undefined);
  assert.is(await tokens.revoke(token.id), undefined);
});

test('a box that listens on IPv6 says its address as browsers write it', async () => {
  for (const [host, shown] of [
    ['::1', /^http:\/\/\[::1\]:\d+$/],
    ['0.0.0.0', /^http:\/\/127\.0\.0\.1:\d+$/],
  ] as const) {
    const other = await served({ ...smallSite, http: { host, port: 0 } });
    try {
      assert.match(other.url, shown);
      assert.is((await fetch(other.url)).status, 200);
    } finally {
      await other.close();
    }
  }
});

test.run();
