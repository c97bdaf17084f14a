import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSite } from '../../../firmware/config/load-site';
import { SettingsJudge } from '../../../firmware/config/remote/settings-judge';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { DesiredConfiguration } from '../../../firmware/configuration/configuration-messages';

const { site } = loadSite(join(__dirname, '../../property/servicepoint/whole-site.yaml'));
const judge = new SettingsJudge(site);
const judged = (settings: unknown) =>
  judge.judge({ version: 1, revision: 'r1', settings }, DesiredConfiguration);

function taken(settings: unknown) {
  const { site: changed, problems } = judged(settings);
  if (!changed) throw new Error(JSON.stringify(problems));
  return changed;
}

const told = (settings: unknown) =>
  (judged(settings).problems ?? []).map(({ code, path }) => `${path.replace('/settings', '')} ${code}`);

test('no settings leave the site as its file says', () => {
  assert.equal(taken({}), site);
});

test('a setting that is given takes the place of the whole setting; all others stay', () => {
  const hours = [{ days: ['sat'], from: '9:00', to: '12:00' }];
  const changed = taken({ services: { tax: { hours } } });
  const tax = site.services.find(({ id }) => id === 'tax');
  assert.equal(changed.services[2], { ...tax, hours: [{ days: ['sat'], from: '09:00', to: '12:00' }] });
  assert.equal({ ...changed, services: [] }, { ...site, services: [] });
});

test('everything that people read, and when, how and by whom they are served, can be configured', () => {
  const name = { fi: 'A', sv: 'B', en: 'C' };
  const elsewhere = { web: 'vero.fi/omavero' };
  const rules = rulesOf(
    taken({
      name,
      opening: { hours: [{ days: ['mon'], from: '8:00', to: '20:00' }], closedOn: [] },
      noShow: { waitSeconds: 100 },
      announcements: { seconds: 7 },
      directory: [{ id: 'police-oulu', name, addresses: ['police@oulu.example.org'] }],
      organisations: { vero: { name, elsewhere, transfers: 'end' } },
      services: {
        tax: {
          lastTicket: { minutesBefore: 5 },
          exceptions: [{ date: '2026-06-01' }],
          minutes: 9,
          noShow: { by: 'press' },
        },
      },
      counters: {
        c1: { name, calling: { policy: 'oldest' }, roster: [{ days: ['tue'], from: '9:00', to: '10:00' }] },
      },
      places: { 'desk-1': { name } },
      rings: {
        room: {
          members: ['desk-2'],
          levels: [{ after: 0, to: 'everyone' }],
          quietHours: [{ from: '20:00', to: '7:00' }],
        },
      },
      smileys: { door: { question: 'ces', lockOut: 2 } },
      feedback: { collect: 'window', windows: [{ from: '2026-01-01', until: '2026-02-01' }] },
      ticket: { note: name },
    }),
  );
  assert.equal(
    rules.announcements,
    { seconds: 7, againAfter: 25 },
    'defaults of the site file hold inside a setting',
  );
  assert.equal(rules.services.get('tax')?.lastTicket, { minutesBefore: 5, byWait: true });
  assert.equal(rules.services.get('tax')?.elsewhere, elsewhere);
  assert.is(rules.counters.get('c1')?.calling?.policy, 'oldest');
  assert.equal(rules.rings?.get('room')?.members, ['desk-2']);
  assert.equal(rules.feedback?.units.get('door'), { id: 'door', question: 'ces', lockOut: 2000 });
  assert.is(rules.feedback?.campaign.mode, 'window');
  assert.is(rules.directory?.get('police@oulu.example.org'), 'police-oulu');
});

test('of a smiley unit one setting changes and the other is as the site file says', () => {
  const asked = {
    ...site,
    smileys: [{ id: 'door', device: 'smiley', question: 'ces' as const, lockOut: 9 }],
  };
  const { site: changed } = new SettingsJudge(asked).judge(
    { version: 1, revision: 'r1', settings: { smileys: { door: { lockOut: 3 } } } },
    DesiredConfiguration,
  );
  assert.equal(changed?.smileys, [{ id: 'door', device: 'smiley', question: 'ces', lockOut: 3 }]);
});

test('devices, network, ids, letters and what customers wrote are out of reach', () => {
  assert.equal(told({ devices: {} }), ['/devices site-key-unknown']);
  assert.equal(told({ mqtt: { url: 'mqtt://elsewhere' } }), ['/mqtt site-key-unknown']);
  assert.equal(told({ http: { host: '0.0.0.0' } }), ['/http site-key-unknown']);
  assert.equal(told({ services: { tax: { letter: 'B' } } }), ['/services/tax/letter site-key-unknown']);
  assert.equal(told({ counters: { c1: { services: ['tax'] } } }), ['/counters/c1/services site-key-unknown']);
  assert.equal(told({ rings: { room: { source: 'x' } } }), ['/rings/room/source site-key-unknown']);
  assert.equal(told({ ticket: { logo: '../../etc/passwd' } }), ['/ticket/logo site-key-unknown']);
  assert.equal(told({ feedback: { collect: 'off', openAnswers: { mayLeave: true } } }), [
    '/feedback/openAnswers site-key-unknown',
  ]);
  assert.equal(told(JSON.parse('{"__proto__":{"devices":{}}}')), ['/__proto__ site-key-unknown']);
});

test('nothing can be added or taken away by its id', () => {
  assert.equal(told({ services: { taxes: { minutes: 5 } } }), ['/services/taxes configuration-id-unknown']);
  assert.equal(told({ services: null }), ['/services site-form']);
  assert.equal(told({ services: [] }), ['/services site-form']);
});

test('all that is wrong is told at once, one problem for each cause, with the path in the message', () => {
  const settings = {
    services: {
      tax: { hours: [{ days: ['mon'], from: '9:00', to: '8:00' }], minutes: 'five' },
      benefits: { exceptions: [{ date: '2026-02-30' }] },
    },
    counters: { c3: { calling: { policy: 'own-order', order: ['nothing'] }, name: { fi: 'Tiski' } } },
    rings: { room: { members: ['nobody'] } },
    feedback: { collect: 'window' },
  };
  assert.equal(told(settings).sort(), [
    '/counters/c3/calling/order/0 site-service-unknown',
    '/counters/c3/name site-translation-missing',
    '/feedback/collect site-campaign',
    '/rings/room/members/0 site-place-unknown',
    '/services/benefits/exceptions/0/date site-date',
    '/services/tax/hours/0/to site-hours',
    '/services/tax/minutes site-form',
  ]);
});

test('a clash with what the site file says is found where the new setting stands, or names the other', () => {
  const name = { fi: 'Tiski 2', sv: 'Disk X', en: 'Counter X' };
  const [problem] = judged({ counters: { c1: { name } } }).problems ?? [];
  assert.is(problem?.code, 'site-name-twice');
  assert.match(`${problem?.path} ${problem?.what}`, /\/settings\/counters\/c1\/name\/fi/);
});

test('what is wrong with a site anyway is not held against settings', () => {
  const odd = { ...site, ticket: { logo: '/an/absolute/logo.png' }, timezone: 'Europe/Nowhere' };
  const fits = (settings: object) =>
    new SettingsJudge(odd).judge({ version: 1, revision: 'r1', settings }, DesiredConfiguration).site;
  assert.is(fits({ noShow: { waitSeconds: 99 } })?.ticket?.logo, '/an/absolute/logo.png');
  assert.is(fits({ noShow: { waitSeconds: 1 } }), undefined);
});

test.run();
