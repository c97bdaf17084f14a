import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { EventReader } from '../support/event-reader';
import { type KioskBox, startKioskBox } from '../support/kiosk-box';

/** Somebody in the network of the box, without a token. */
const stranger = { 'x-forwarded-for': '192.0.2.7' };

const shell = ['languages[]', 'mode', 'now', 'timezone'];
const service = ['id', 'letter', 'organisation', 'name.*'];
const today = [
  ...['closed.opens.at', 'closed.opens.days', 'closed.opens.weekday', 'closed.why'],
  ...['closed.elsewhere.phone', 'closed.elsewhere.place.*', 'closed.elsewhere.web'],
  ...['id', 'name.*', 'waiting', 'wait.from', 'wait.to'],
];
const under = (path: string, fields: readonly string[]) => fields.map(field => `${path}.${field}`);
const called = ['counter', 'ticket'];

/** All that anybody may read, field by field: what everybody in the room sees. A new field has to be decided upon here. */
const open: Readonly<Record<string, readonly string[]>> = {
  '/api/state': [
    ...['day', 'epoch', 'languages[]', 'mode', 'name.*', 'version'],
    ...under('counters[]', ['id', 'name.*', 'ticket']),
    ...under('lobby.showing', [...called, 'from', 'time', 'to']),
    ...under('services[]', [...service, 'waits.waiting']),
  ],
  '/api/ticket/V101': [
    ...shell,
    ...['code', 'name.*', 'latest[].counter.*', 'latest[].ticket'],
    ...under('ticket', ['ahead', 'counter.*', 'service.*', 'slot', 'stands', 'wait.from', 'wait.to']),
  ],
  '/api/kiosk/lobby': [
    ...shell,
    ...['asksGroup', 'checksIn', 'idle', 'kiosk', 'name.*', 'printer', 'speaks[]'],
    ...under('organisations[]', ['id', 'name.*', ...under('services[]', [...today, 'about.*'])]),
    ...under('unsure[]', [...today, 'about.*']),
  ],
  '/api/display': [
    ...shell,
    ...['counters.*.*', 'name.*', 'notices[].*', 'displays[].id', 'displays[].chime'],
    ...under('displays[].directions.*', ['arrow', 'text.*']),
    ...under('latest[]', [...called, 'awaited', 'from']),
    ...under('plan[]', [...called, 'from', 'time', 'to']),
    ...under('services[]', [...today, 'hours[].from', 'hours[].to', 'letter', 'organisation.*']),
  ],
  '/api/info-tv': [
    ...shell,
    ...['day', 'name.*', 'notices[].*', 'site', 'version'],
    ...under('services[]', [...service.slice(0, 2), 'name.*', 'organisation.*', 'state', 'opensAt']),
    ...under('services[]', ['hours[].from', 'hours[].to', 'waiting', 'wait.from', 'wait.to']),
    ...under('services[]', ['elsewhere.phone', 'elsewhere.place.*', 'elsewhere.web']),
  ],
  '/api/feedback': [
    ...shell,
    ...['asked.version', 'idle', 'longest', 'name.*', 'speaks[]', 'next.from', 'next.until'],
    ...under('asked.questions[]', ['id', 'kind', 'text.*']),
    ...['highest', 'lowest'].flatMap(end => under(`asked.questions[].${end}`, ['answer', 'meaning.*'])),
    ...under('organisations[]', ['id', 'name.*']),
    ...under('organisations[].services[]', ['id', 'name.*', 'unsure']),
  ],
  '/healthz': ['ok'],
  '/readyz': ['ok'],
};

/** Public, and no feed: what is asked is as published, and the description of the API is that of the product. */
const asPublished = [
  '/api/feedback/questions',
  '/api/openapi.json',
  '/api/display/stream',
  '/api/stream',
  '/api/speech',
];

/** Of a path of the API description, one that exists here. */
const example: Readonly<Record<string, string>> = {
  '/api/kiosk/{id}': '/api/kiosk/lobby',
  '/api/ticket/{code}': '/api/ticket/V101',
  '/api/counter/{id}': '/api/counter/counter-1',
};

const problemFields = ['advice', 'code', 'message', 'ok'];

const languages = ['fi', 'sv', 'en', 'se'];

let box: KioskBox;
const language = { language: 'sv' };

test.before(async () => {
  box = await startKioskBox();
  await act('take-ticket', { service: 'tax', needsTime: true, group: 3, ...language });
  await act('take-ticket', { service: 'tax', ...language });
  await act('take-ticket', { service: 'register', ...language });
  await act('next', { counter: 'counter-1' });
  await act('presence', { place: 'desk-1', state: 'available' });
  await act('help', { counter: 'counter-1' });
});

test.after(() => box.close());

async function act(name: string, args: object): Promise<void> {
  const reply = await fetch(`${box.url}/api/command/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ args }),
  });
  assert.is(reply.status, 200, `${name}: ${await reply.text()}`);
}

/** Where something stands in it: texts by language, and by counter, as `*`. */
function fieldsOf(value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap(each => fieldsOf(each, `${path}[]`));
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, each]) => {
    const isName = languages.includes(key) || /^counter-/.test(key);
    return fieldsOf(each, `${path}${path === '' ? '' : '.'}${isName ? '*' : key}`);
  });
}

const readBy = (headers: Record<string, string>, path: string) => fetch(box.url + path, { headers });

for (const [path, allowed] of Object.entries(open)) {
  test(`Without a token, ${path} tells what the room sees and not a field more`, async () => {
    const answer = await readBy(stranger, path);
    assert.is(answer.status, 200);
    const told = new Set(fieldsOf(await answer.json()));
    assert.equal(
      [...told].filter(field => !allowed.includes(field)),
      [],
    );
    assert.ok(told.size > 0);
  });
}

test('Whatever else the box can be asked is for who works here', async () => {
  const { paths } = (await (await readBy({}, '/api/openapi.json')).json()) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const refused: string[] = [];
  for (const [path, { get }] of Object.entries(paths)) {
    const one = example[path] ?? path.replace(/\{\w+\}/g, '2026-03-18');
    if (!get || one in open || asPublished.includes(path)) continue;
    const answer = await readBy(stranger, one);
    // What a site has not turned on is not there for anybody.
    assert.ok([401, 403, 404].includes(answer.status), `${path}: ${answer.status}`);
    assert.equal(
      fieldsOf(await answer.json()).filter(field => !problemFields.includes(field)),
      [],
      path,
    );
    if (answer.status !== 404) refused.push(path);
  }
  for (const path of [
    '/metrics',
    '/api/health',
    '/api/bookings',
    '/api/measures/day/{name}',
    '/api/counter/{id}',
  ])
    assert.ok(refused.includes(path), path);
});

test('The index tells the room nothing of devices, of who is next or of the box', async () => {
  const seen = async (headers: Record<string, string>) => (await readBy(headers, '/')).text();
  const [inside, outside] = [await seen({}), await seen(stranger)];
  for (const word of ['lobby-printer', 'V102', 'serving']) assert.not.match(outside, word);
  for (const word of ['lobby-printer', 'V102']) assert.match(inside, word);
  assert.match(outside, 'V101');
});

test('A stream without a token says that something happened, and of feedback not even that', async () => {
  const reader = await EventReader.open(`${box.url}/api/stream?after=0`, stranger);
  const hello = await reader.next();
  assert.equal([hello.event, Object.keys(hello.data)], ['hello', ['epoch', 'version']]);
  await act('answer-feedback', { service: 'tax', question: 'csat', version: 1, answer: 4 });
  await act('take-ticket', { service: 'tax' });
  const told = await reader.next();
  assert.equal([told.event, told.data, told.id], ['changed', {}, undefined]);
  const inside = await EventReader.open(`${box.url}/api/stream?after=0`);
  assert.is((await inside.next()).event, 'hello');
  assert.type((await inside.next()).data.sequence, 'number');
  reader.close();
  inside.close();
});

test.run();
