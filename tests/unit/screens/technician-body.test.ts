import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { technicianBody } from '../../../firmware/screens/pages/technician/technician-body';
import type {
  DeviceOnPage,
  TechnicianFeed,
} from '../../../firmware/screens/pages/technician/technician-feed';
import {
  type TechnicianState,
  technicianState,
} from '../../../firmware/screens/pages/technician/technician-state';
import { pageFeed } from '../../support/page-feed';

const { now } = pageFeed;
const well = { health: 'ok', warnings: [] } as const;
const low = { code: 'printer-paper-low', what: 'The paper is near its end', advice: 'Have a roll ready.' };

const device = (name: string, kind: string, more: Partial<DeviceOnPage> = {}): DeviceOnPage => ({
  name,
  kind,
  driver: `virtual-${kind}`,
  counters: {},
  ...well,
  ...more,
});

function bodyOf(more: Partial<TechnicianFeed>, query: string, state: Partial<TechnicianState> = {}): string {
  const feed: TechnicianFeed = {
    ...pageFeed,
    appliance: 'hub',
    version: '1.2.3',
    node: '24.0.0',
    startedAt: now,
    devices: [],
    box: well,
    satellites: [],
    restartable: true,
    waiting: 0,
    ...more,
  };
  const given = { ...technicianState(new URLSearchParams(query), 'fi'), ...state };
  return technicianBody(feed, given, 'live').body.markup;
}

test('Each satellite has its state and, while it is heard, its version', () => {
  const satellites = [
    { name: 'room', version: '1.2.4', ...well },
    { name: 'attic', health: 'unknown', warnings: [] } as const,
  ];
  const page = bodyOf({ satellites }, 'language=en&box');
  assert.match(page, /data-satellite="room"[\s\S]*1\.2\.4[\s\S]*data-satellite="attic"/);
  assert.is(page.split('1.2.4').length, 2);
});

test('A device that is well and warns says of what, in the list and on its own page', () => {
  const devices = [device('printer', 'ticket-printer', { warnings: [low], counters: { tickets: 1234 } })];
  assert.match(bodyOf({ devices }, 'language=en'), /The paper is near its end/);
  const own = bodyOf({ devices }, 'language=en&device=printer');
  assert.match(own, /Have a roll ready/);
  assert.match(own, /1,234/);
});

test('Every kind of device has what can be tried on it, and a kind without a device has nothing', () => {
  const tries = (kind: string) => bodyOf({ devices: [device('one', kind)] }, 'language=en&device=one');
  assert.is(tries('sounder').match(/id="tone-[a-z]+"/g)?.length, 4);
  assert.is(tries('lamp').match(/id="sign-[a-z]+"/g)?.length, 7);
  assert.match(tries('number-display'), /id="segments"/);
  assert.match(tries('ticket-printer'), /id="roll-changed"/);
  for (const kind of ['button', 'smiley-unit', 'ring-source', 'other', 'door of a later release'])
    assert.not.match(tries(kind), /id="(tone|sign|segments|roll)/, kind);
});

test('The page of a button shows its own presses', () => {
  const presses = ['one', 'other'].map(
    (device, id) => ({ id, device, what: id === 0 ? 'press' : 'hold', at: now }) as const,
  );
  const page = (name: string) =>
    bodyOf({ devices: [device('one', 'button'), device('other', 'button')] }, `language=en&device=${name}`, {
      presses,
    }).match(/<li/g)?.length ?? 0;
  assert.equal([page('one'), page('other')], [1, 1]);
});

test('The log is shown as it is read, newest first, whatever its lines are', () => {
  const log = [
    '{"time":"2026-03-18T08:15:00.000Z","level":50,"msg":"disk full","device":"printer"}',
    '{"level":30}',
    'not JSON <b>',
    '7',
  ];
  const page = bodyOf({ log }, 'language=en&log');
  assert.match(page, /not JSON (&lt;|&#60;)b[\s\S]*08:15:00[\s\S]*disk full/);
  assert.not.match(page, /undefined/);
  assert.not.match(bodyOf({}, 'language=en&log'), /<ol/);
});

test('Inputs are listed until each has been pressed; a site without any says so', () => {
  const devices = [device('next', 'button'), device('faces', 'smiley-unit')];
  const listed = bodyOf({ devices }, 'language=en&presses');
  assert.match(listed, 'data-seen="false"');
  assert.match(listed, '0 of 2');
  assert.not.match(bodyOf({ devices: [device('lamp', 'lamp')] }, 'language=en&presses'), 'id="no-press"');
});

test('A restart is asked twice, of the box and of a device', () => {
  const devices = [device('lamp', 'lamp')];
  const sure = (query: string, asking?: TechnicianState['asking']) =>
    /data-act="restart" data-value="([^"]*)"/.exec(
      bodyOf({ devices }, `language=en&${query}`, asking ? { asking } : {}),
    )?.[1];
  assert.equal([sure('box'), sure('box', {}), sure('box', { device: 'lamp' })], [undefined, '', undefined]);
  assert.equal([sure('device=lamp'), sure('device=lamp', { device: 'lamp' })], [undefined, 'lamp']);
});

test('What has become of a press of a technician is said, and while one is under way no other can be made', () => {
  const line = (answer: TechnicianState['answer']) =>
    /<p id="answer"[^>]*>([^<]*)/.exec(bodyOf({}, 'language=en&box', answer ? { answer } : {})) ?? [];
  const said = (['moment', 'asked', 'done', 'needed', 'no-answer'] as const).map(kind => line({ kind })[1]);
  assert.is(new Set(said).size, 5);
  assert.match(line({ kind: 'refused', code: 'device-unknown' })[1] ?? '', 'device-unknown');
  assert.match(line({ kind: 'no-answer' })[0] ?? '', 'class="trouble"');
  assert.not.match(line({ kind: 'done' })[0] ?? '', 'class="trouble"');
  assert.match(bodyOf({}, 'language=en&box', { answer: { kind: 'moment' } }), 'aria-disabled="true"');
});

test('An instant of another day bears its date', () => {
  const since = (at: number) => bodyOf({ box: { ...well, since: at } }, 'language=en&box');
  assert.match(since(now), 'Since 10:15');
  assert.not.match(since(now - 48 * 3_600_000), 'Since 10:15');
});

test.run();
