import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { PrintDocument } from '../../../../hal/print-document';
import { type AcceptanceReport, acceptanceReport } from '../../../../provisioning/commissioning/acceptance';
import type { Course } from '../../../../provisioning/commissioning/course';
import { networkWants } from '../../../../provisioning/commissioning/network/network-wants';
import { setupBody } from '../../../../provisioning/commissioning/page/setup-body';
import { type SetupView, viewOf } from '../../../../provisioning/commissioning/page/setup-view';
import { sheetDocument } from '../../../../provisioning/commissioning/page/sheet-document';
import { acceptancePaper } from '../../../../provisioning/commissioning/paper/acceptance-paper';
import { networkPaper } from '../../../../provisioning/commissioning/paper/network-paper';
import { slipDocument } from '../../../../provisioning/commissioning/paper/slip';
import { testPaper } from '../../../../provisioning/commissioning/paper/test-paper';
import { SiteDraft } from '../../../../provisioning/commissioning/site-draft';
import { TornNetwork } from '../../../support/commissioning/torn-network';

const paper = { columns: 42, dots: 512, roll: 80 } as const;
const at = Date.UTC(2030, 5, 1, 9);

const text = (document: PrintDocument) =>
  document
    .map(block => {
      if (block.block === 'columns') return `${block.left} ${block.right}`;
      return 'text' in block ? block.text : '';
    })
    .join('\n');

const view: SetupView = {
  language: 'en',
  fingerprint: 'AAAA-BBBB',
  step: 'network',
  furthest: 'claim',
  trouble: undefined,
  network: [],
  regionUrl: '',
  box: 'library.hub',
  name: { fi: 'Kirjasto' },
  waits: false,
  succeeds: false,
  succeeded: undefined,
  tasks: [],
  wanted: undefined,
  deaf: [],
  trials: [],
  labels: { place: '', contact: '', photo: '' },
  printed: undefined,
  hasPrinter: true,
  published: false,
  reports: true,
};

const page = (seen: Partial<SetupView>) => setupBody({ ...view, ...seen }).markup;

const report: AcceptanceReport = {
  box: 'library.hub',
  at: new Date(at).toISOString(),
  version: '1.2.3',
  fingerprint: 'AAAA-BBBB',
  certificateEnds: new Date(at).toISOString(),
  place: 'Library',
  network: [
    { check: 'link', result: 'ok' },
    { check: 'broker', result: 'failed', code: 'setup-broker-closed' },
  ],
  buttons: [],
  devices: [],
};

test('a box without an address prints what to do, and nothing to scan', () => {
  const slip = { url: undefined, code: 'ABCD-EFGH', fingerprint: 'AAAA-BBBB', certificate: 'AA:BB' };
  const printed = slipDocument(slip, paper);
  assert.not(printed.some(({ block }) => block === 'qr'));
  assert.not.match(text(printed), 'ABCD-EFGH');
  assert.match(text(printed), 'AAAA-BBBB');
});

test('an acceptance report of a box without devices has no headings of them, and tells why a check failed', () => {
  const draft = new SiteDraft('site: library\nappliance: hub\nservices: []\n');
  const papers = (one: AcceptanceReport) =>
    text(
      acceptancePaper({
        report: one,
        draft,
        labels: { place: 'Library', contact: 'IT', photo: '' },
        language: 'en',
        paper,
      }),
    );
  const bare = papers(report);
  assert.match(bare, 'setup-broker-closed');
  const full = papers({
    ...report,
    buttons: [{ task: 'counter-0-next', device: 'a', learned: true }],
    devices: [{ device: 'lamp-1', kind: 'lamp', result: 'ok' }],
  });
  assert.is(full.split('\n').length - bare.split('\n').length, 5, 'two headings and a device');
});

test('what was wrong with the network or a device stands in the report by its code', () => {
  const { network, devices } = acceptanceReport({
    ...report,
    at,
    certificateEnds: at,
    network: [{ check: 'dns', result: 'failed', code: 'setup-no-dns', detail: 'kept out' }],
    tasks: [],
    trials: [
      { device: 'lamp', kind: 'lamp', asked: false, result: 'failed', code: 'lamp-unreachable' as never },
      { device: 'siren', kind: 'sounder', asked: false, result: 'ok' },
    ],
  });
  assert.equal(network, [{ check: 'dns', result: 'failed', code: 'setup-no-dns' }]);
  assert.equal(devices, [
    { device: 'lamp', kind: 'lamp', result: 'failed', code: 'lamp-unreachable' },
    { device: 'siren', kind: 'sounder', result: 'ok' },
  ]);
});

test('trouble with a button is told unless there is worse, and a box without a region has no address of it', () => {
  const of = (course: object) =>
    viewOf({ labels: view.labels, network: [], ...course } as unknown as Course, 'en', 'AAAA-BBBB');
  const learning = { trouble: 'setup-button-taken', tasks: [], wanted: undefined };
  const { trouble, regionUrl, tasks } = of({ learning });
  assert.equal([trouble, regionUrl, tasks], [{ code: 'setup-button-taken', lines: [] }, '', []]);
  const worse = { code: 'setup-site-refused', lines: ['1'] };
  assert.equal(of({ learning, trouble: worse }).trouble, worse);
});

test('what is not known yet is said to be unknown on the sheet for the IT of the town', () => {
  const network = new TornNetwork();
  const known = { network, box: 'hub', broker: undefined, ports: [8443, 8080] };
  const bare = networkWants({ ...known, regionUrl: undefined });
  assert.equal([bare.region, bare.names], [undefined, []]);
  const found = [
    { check: 'link', result: 'ok' },
    { check: 'dns', result: 'failed', code: 'setup-no-dns' },
  ] as const;
  const sheet = sheetDocument(bare, found, 'en').markup;
  assert.is(sheet.match(/not known yet/g)?.length, 3);
  const printed = text(networkPaper(bare, found, 'en', paper));
  assert.is(printed.match(/not known yet/g)?.length, 3);
  assert.match(printed, 'setup-no-dns');
  const named = networkWants({ ...known, regionUrl: 'https://region.example/' });
  assert.equal(named.region, { host: 'region.example', port: 443 });
  assert.match(sheetDocument(named, found, 'en').markup, '<b>region.example</b>, TCP <b>443</b>');
  const unplugged = { links: () => [], resolve: async () => [] };
  assert.is(networkWants({ ...known, network: unplugged, regionUrl: undefined }).mac, '');
});

test('a test ticket can be printed before there is a name', () => {
  assert.match(text(testPaper({ device: 'p', at, language: 'en', paper, draft: undefined })), 'Test ticket');
});

test('from the network one goes on to where one was', () => {
  for (const [furthest, next] of [
    ['claim', 'claim'],
    ['site', 'site'],
    ['place', 'devices'],
    ['accept', 'devices'],
  ] as const)
    assert.match(page({ furthest }), `id="go-${next}"`);
});

test('buttons that nobody hears are told once for each reason', () => {
  const task = {
    id: 'a',
    task: 'next',
    place: { en: 'Counter 1' },
    device: 'button-a',
    learned: false,
  } as const;
  const markup = page({
    step: 'devices',
    tasks: [task],
    deaf: [
      { device: 'button-a', code: 'board-absent' },
      { device: 'button-b', code: 'board-absent' },
      { device: 'button-c', code: 'gpio-absent' },
    ],
  });
  assert.match(markup, '<strong>button-a, button-b: ');
  assert.is(markup.match(/<li data-code=/g)?.length, 2);
});

test('a device that failed says why, and one that nobody looks at is not asked for', () => {
  const markup = page({
    step: 'devices',
    trials: [
      {
        device: 'printer',
        kind: 'ticket-printer',
        result: 'failed',
        code: 'printer-paper-out',
        asked: false,
      },
      { device: 'faces', kind: 'smiley-unit', result: 'unknown', asked: false },
    ],
  });
  assert.match(markup, /id="device-printer" data-result="failed" data-code="printer-paper-out"/);
  assert.not.match(markup, 'device-faces');
});

test('a site file that was refused is told line by line', () => {
  const trouble = { code: 'setup-site-refused', lines: ['line 3: no such letter'] } as const;
  assert.match(page({ trouble }), '<pre tabindex="0">line 3: no such letter</pre>');
});

test('at its end the page says what became of the report, on paper and at the region', () => {
  const done = (seen: Partial<SetupView>) => page({ step: 'done', ...seen });
  assert.match(done({}), 'data-act="print-report"');
  assert.not.match(done({ hasPrinter: false }), 'data-act="print-report"');
  const said = (seen: Partial<SetupView>) => /id="printed"[^>]*>([^<]*)</.exec(done(seen))?.[1];
  const sentences = new Set([
    said({}),
    said({ hasPrinter: false }),
    said({ printed: 'done' }),
    said({ printed: 'not-done' }),
    said({ printed: 'unknown' }),
  ]);
  assert.is(sentences.size, 5);
  assert.match(done({}), 'setup-report-unsent');
  assert.not.match(done({ published: true }), 'setup-report-unsent');
  assert.not.match(done({ reports: false }), 'setup-report-unsent');
});

test('a swapped box whose queue cannot be told says the rest', () => {
  const succeeded = { asOf: at, queue: undefined };
  assert.not.match(page({ step: 'done', succeeded }), 'id="queue"');
  const queue = { waiting: 2, next: ['A501'] };
  assert.match(page({ step: 'done', succeeded: { asOf: at, queue } }), 'A501');
});

test('a site file that leaves names out is shown without them', () => {
  const draft = new SiteDraft(`site: library
appliance: hub
counters: [{ next: a }]
kiosks: [{}, { buttons: [{ device: b, service: gone }] }]
devices: { a: { driver: virtual-button }, far: { driver: satellite-lamp } }
`);
  assert.equal([draft.name, draft.timezone, draft.broker], [{}, 'Europe/Helsinki', undefined]);
  assert.equal(
    draft.tasks.map(({ id, place }) => [id, place]),
    [
      ['counter-0-next', {}],
      ['kiosk-1-0', {}],
    ],
  );
  draft.give('counter-9-next', 'b');
  assert.equal(
    draft.tasks.map(({ device }) => device),
    ['a', 'b'],
  );
  assert.equal(Object.keys(draft.devices), ['a']);
  assert.equal(new SiteDraft('site: library\nappliance: hub\n').devices, {});
});

test.run();
