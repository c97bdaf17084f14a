import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { fullSite } from './full-site';
import { assertProblem, check, sample } from './sample';

const neighbours = (text: string) => `${sample}neighbours:\n${text}`;
const place = 'place: { address: { fi: Tori 1, sv: Torget 1 }, contact: { fi: Aula, sv: Lobbyn } }';
const desk = (more = '') =>
  `  helpdesk: { url: 'https://desk.example.fi/in', keyFile: key, ${place}${more} }\n`;

test('each neighbour is off unless it stands there, and most need little', () => {
  assert.equal(check(sample), []);
  assert.equal(check(neighbours('  {}\n')), []);
  assert.equal(check(neighbours(`${desk()}  register: {}\n  servedEvents: {}\n`)), []);
});

test('a helpdesk is told where the point is, in each language', () => {
  assertProblem(
    neighbours(desk().replace(', sv: Lobbyn', '').replace('contact: {', '▶contact: {')),
    'site-translation-missing',
    /sv/,
  );
});

test('a directory is in one place, and a room is taken by something', () => {
  assertProblem(neighbours('  directory: ▶{ everyHours: 2 }\n'), 'site-neighbour-source', /neither/);
  assertProblem(
    neighbours("  directory: ▶{ file: a.csv, url: 'https://x.example.fi/a' }\n"),
    'site-neighbour-source',
    /both/,
  );
  const room = '{ id: video, name: { fi: Huone, sv: Rum } }';
  assertProblem(neighbours(`  rooms: { list: [▶${room}] }\n`), 'site-neighbour-source', /nothing would/);
  const twice = "{ id: video, name: { fi: Huone, sv: Rum }, file: a.ics, url: 'https://x.example.fi/a' }";
  assertProblem(neighbours(`  rooms: { list: [▶${twice}] }\n`), 'site-neighbour-source', /both/);
});

test('rooms with one id, of a ring that is not there, of a service that is not there', () => {
  const room = (id: string, more = '') =>
    `{ id: ${id}, name: { fi: Huone, sv: Rum }, services: [tax]${more} }`;
  const list = (...rooms: string[]) => neighbours(`  rooms: { list: [${rooms.join(', ')}] }\n`);
  assert.equal(check(list(room('one'), room('two'))), []);
  assertProblem(list(room('one'), room('▶one')), 'site-id-twice', /on line/);
  assertProblem(list(room('one', ', ring: ▶video')), 'site-ring-unknown', /video/);
  assertProblem(list(room('one').replace('[tax]', '[▶taxes]')), 'site-service-unknown', /taxes/);
});

test('a room that names a ring wrongly reads which rings there are', () => {
  const wrong = fullSite.replace('sv: Rum 1 }, ring: video', 'sv: Rum 1 }, ring: ▶lobbyphone');
  assertProblem(wrong, 'site-ring-unknown', /is not under rings; rings has .*video/);
});

test('an address that is none, of whichever neighbour', () => {
  const wrong = fullSite
    .replace('https://rooms.example.fi/2', 'https://[rooms')
    .replace("'https://[", "▶'https://[");
  assertProblem(wrong, 'site-neighbour-address', /such as https/);
});

test('what crosses the network in the open is told, on the box itself it is not', () => {
  const url = (address: string) => neighbours(`  servedEvents: { url: ▶'${address}' }\n`);
  assertProblem(url('http://crm.example.fi/in'), 'site-neighbour-plain', /crm.example.fi/);
  assert.equal(check(url('http://127.0.0.1:99/in').replace('▶', '')), []);
  assert.equal(check(url('https://crm.example.fi/in').replace('▶', '')), []);
});

test('a neighbour has its health among the devices, so no device bears its name', () => {
  const taken = neighbours('  ▶servedEvents: {}\n').replace('  lamp-1: {', '  served-events: {');
  assertProblem(taken.replace('lamp: lamp-1', 'lamp: served-events'), 'site-id-twice', /served-events/);
});

test.run();
