import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { InfoTvSchema } from '../../firmware/screens/info-tv-schema';
import type { DisplayFeed } from '../../firmware/screens/pages/display/display-feed';
import { type DisplayBox, hallOf, startDisplayBox } from '../support/display-box';
import { EventReader } from '../support/event-reader';

/** Wednesday 18 March 2026, 12.30 in Helsinki: the services for job seekers pause until one o'clock. */
const halfPastTwelve = Date.UTC(2026, 2, 18, 10, 30);

const tv = 'https://tv.example.fi';

let box: DisplayBox;
const others: DisplayBox[] = [];

/** Another box, closed with the test file whatever becomes of its test. */
async function another(...of: Parameters<typeof startDisplayBox>): Promise<DisplayBox> {
  const quiet = await startDisplayBox(...of);
  others.push(quiet);
  return quiet;
}

test.before(async () => {
  box = await startDisplayBox(
    site => ({ ...hallOf(site), infoTv: { frameAncestors: [tv] } }),
    halfPastTwelve,
  );
});

test.after(async () => {
  for (const one of [box, ...others]) await one.close();
});

const read = async (path: string, init?: RequestInit) => {
  const response = await fetch(box.url + path, init);
  return { response, body: (await response.json()) as Record<string, unknown> };
};

test('A display gets the whole feed at once, and again with every call', async () => {
  const stream = await EventReader.open(`${box.url}/api/display/stream`);
  assert.is((await stream.next()).event, 'hello');
  assert.is((await stream.next()).event, 'feed');
  await box.command('take-ticket', { service: 'tax' });
  await box.command('next', { counter: 'counter-1' });
  for (;;) {
    const { event, data } = await stream.next();
    const { plan, latest } = data as unknown as DisplayFeed;
    if (event !== 'feed' || plan.length === 0) continue;
    assert.equal(
      plan.map(({ ticket, counter, time }) => [ticket, counter, time]),
      [
        ['V101', 'counter-1', 'first'],
        ['V101', 'counter-1', 'second'],
      ],
    );
    assert.is(latest[0]?.awaited, true);
    break;
  }
  stream.close();
});

test('A display that comes late gets what the others have, however long ago it was sent', async () => {
  const stream = await EventReader.open(`${box.url}/api/display/stream`, { 'last-event-id': '7' });
  await stream.next();
  const { data } = await stream.next();
  assert.equal(
    (data as unknown as DisplayFeed).latest.map(({ ticket }) => ticket),
    ['V101'],
  );
  stream.close();
});

test('Displays know nothing that the hall may not', async () => {
  await box.command('take-ticket', { service: 'tax', needsTime: true, group: 4, language: 'sv' });
  const { body } = await read('/api/display');
  assert.equal(Object.keys(body).sort(), [
    'counters',
    'displays',
    'languages',
    'latest',
    'mode',
    'name',
    'notices',
    'now',
    'plan',
    'services',
    'timezone',
  ]);
  // Of those who wait only how many they are.
  assert.not.match(JSON.stringify(body), /V102|needsTime|"group"|printer|video-room/);
});

test('A display that the site file does not have has no page', async () => {
  assert.is((await fetch(`${box.url}/display/cellar`)).status, 404);
  assert.match(await (await fetch(`${box.url}/display/upstairs`)).text(), 'Vuorossa nyt');
});

test('The info-TV is told who serves today and when, as described', async () => {
  const { body } = await read('/api/info-tv');
  assert.equal([...Value.Errors(InfoTvSchema, body)], []);
  const services = (body as { services: Record<string, unknown>[] }).services;
  const find = (id: string) => services.find(service => service.id === id);
  assert.equal(find('tax')?.hours, [{ from: '09:00', to: '16:00' }]);
  assert.equal([find('tax')?.state, find('tax')?.waiting], ['open', 1]);
  assert.equal(
    [find('employment')?.state, find('employment')?.opensAt],
    ['closed', Date.UTC(2026, 2, 18, 11)],
  );
  assert.is(body.day, '2026-03-18');
  assert.is((body.notices as Record<string, string>[])[0]?.en, 'The return box is emptied at 16:15.');
});

test('Pages of other sites may read the info-TV, and nothing else', async () => {
  const headers = { origin: 'https://elsewhere.example' };
  const allowed = async (path: string) =>
    (await fetch(box.url + path, { headers })).headers.get('access-control-allow-origin');
  assert.is(await allowed('/api/info-tv'), '*');
  for (const path of ['/api/display', '/api/state', '/api/measures/day/2026-03-18', '/info-tv', '/display'])
    assert.is(await allowed(path), null, path);
});

test('Only /info-tv may be shown within other pages, and only by those in the site file', async () => {
  const framing = async (path: string) => {
    const { headers } = await fetch(box.url + path);
    return [
      /frame-ancestors ([^;]*)/.exec(headers.get('content-security-policy') ?? '')?.[1],
      headers.get('x-frame-options'),
    ];
  };
  assert.equal(await framing('/info-tv'), [tv, null]);
  assert.equal(await framing('/display'), ["'none'", 'DENY']);
  const quiet = await another(hallOf);
  const { headers } = await fetch(`${quiet.url}/info-tv`);
  assert.match(headers.get('content-security-policy') ?? '', "frame-ancestors 'none'");
  assert.is(headers.get('x-frame-options'), 'DENY');
});

test('What is closed today says so, and a notice goes with its last day', async () => {
  const sunday = Date.UTC(2026, 2, 22, 10);
  const quiet = await another(
    site => ({
      ...hallOf(site),
      notices: [
        { text: { fi: 'Vanha' }, until: '2026-03-21' },
        { text: { fi: 'Nyt' }, from: '2026-03-22', until: '2026-03-22' },
      ],
    }),
    sunday,
  );
  const body = (await (await fetch(`${quiet.url}/api/info-tv`)).json()) as Record<string, unknown>;
  assert.equal(body.notices, [{ fi: 'Nyt' }]);
  const [first] = (body as { services: Record<string, unknown>[] }).services;
  assert.equal([first?.state, first?.hours, first?.opensAt], ['closed', [], Date.UTC(2026, 2, 23, 7)]);
});

test.run();
