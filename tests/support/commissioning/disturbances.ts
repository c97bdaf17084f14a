import * as assert from 'uvu/assert';
import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { claimIn } from '../../../provisioning/claim';
import { RegionBench } from '../region-bench';
import type { ScriptedTechnician } from './scripted-technician';
import type { SetupBench } from './setup-bench';

export interface Scene {
  readonly bench: SetupBench;
  readonly technician: ScriptedTechnician;
  /** Another phone at the same page. */
  readonly another: () => Promise<ScriptedTechnician>;
}

/** What goes wrong on the way, what the page says to it, and how the technician gets on. Afterwards the undisturbed way leads to the end. */
export interface Disturbance {
  readonly name: string;
  /** What the technician reads; nothing where the page just goes on. */
  readonly code?: CatalogueCode;
  /** It happens before the technician does what this step is for; the technician is at that step again when it is over. */
  readonly at: 'network' | 'claim' | 'devices' | 'accept';
  /** What cannot be put right by the time the report is made. */
  readonly leaves?: { readonly published: false };
  readonly run: (scene: Scene) => Promise<void>;
}

/** Wrong, then told, then right, as seen by the check of the network. */
function ofNetwork(
  name: string,
  code: CatalogueCode,
  wrong: (bench: SetupBench) => unknown,
  right: (bench: SetupBench) => unknown,
): Disturbance {
  return {
    name,
    code,
    at: 'network',
    run: async ({ bench, technician }) => {
      await wrong(bench);
      await technician.looksAtNetwork();
      await technician.isAdvised(code);
      await right(bench);
      await technician.looksAtNetwork();
      assert.is(await technician.page.$(`[data-code=${code}]`), null);
    },
  };
}

function ofClaim(
  name: string,
  code: CatalogueCode,
  claim: (bench: SetupBench) => Promise<string> | string,
): Disturbance {
  return {
    name,
    code,
    at: 'claim',
    run: async ({ bench, technician }) => {
      await technician.claims(await claim(bench));
      await technician.isAdvised(code);
      await technician.at('claim');
    },
  };
}

function ofSite(name: string, code: CatalogueCode, keep: (bench: SetupBench) => void): Disturbance {
  return {
    name,
    code,
    at: 'claim',
    run: async ({ bench, technician }) => {
      keep(bench);
      await technician.claims(bench.claim());
      await technician.at('site');
      await technician.isAdvised(code);
      bench.keepSite();
      await technician.page.click('#fetch');
      await technician.at('devices');
    },
  };
}

const year = 365 * 86_400_000;

export const disturbances: readonly Disturbance[] = [
  ofNetwork(
    'wrong cable',
    'setup-no-link',
    ({ network }) => {
      network.link = { ...network.link, carrier: false };
    },
    ({ network }) => {
      network.link = { ...network.link, carrier: true };
    },
  ),
  ofNetwork(
    'no address',
    'setup-no-address',
    ({ network }) => {
      network.link = { ...network.link, addresses: [] };
    },
    ({ network }) => {
      network.link = { ...network.link, addresses: ['127.0.0.1'] };
    },
  ),
  ofNetwork(
    'no DNS',
    'setup-no-dns',
    ({ network }) => {
      network.names = false;
    },
    ({ network }) => {
      network.names = true;
    },
  ),
  ofNetwork(
    'firewall',
    'setup-region-closed',
    ({ path }) => path.shut(),
    ({ path }) => path.open(),
  ),
  ofNetwork(
    'proxy',
    'setup-proxy',
    ({ path }) => path.proxy(),
    ({ path }) => path.open(),
  ),
  {
    name: 'proxy that comes between',
    code: 'setup-proxy',
    at: 'claim',
    run: async ({ bench, technician }) => {
      await bench.path.proxy();
      await technician.claims(bench.claim());
      await technician.isAdvised('setup-proxy');
      await bench.path.open();
    },
  },
  {
    name: 'wrong time',
    code: 'setup-clock-wrong',
    at: 'network',
    run: async ({ bench, technician }) => {
      // The box goes on with it: nobody there can put it right.
      bench.time.ahead = -56 * year;
      await technician.looksAtNetwork();
      await technician.isAdvised('setup-clock-wrong');
    },
  },
  {
    name: 'broker behind a firewall',
    code: 'setup-broker-closed',
    at: 'claim',
    leaves: { published: false },
    run: async ({ bench, technician }) => {
      // The discard port, where nobody listens.
      bench.brokerUrl = 'mqtt://127.0.0.1:9';
      bench.keepSite();
      await technician.claims(bench.claim());
      await technician.at('devices');
      await technician.page.click('[data-act=go][data-value=network]');
      await technician.isAdvised('setup-broker-closed');
      await technician.goesOn('devices');
    },
  },
  ofClaim('claim already used', 'setup-claim-used', async bench => {
    const text = bench.claim();
    const thief = bench.region.box(bench.region.shelfOf('thief'));
    await thief.take(bench.region.url, claimIn(text));
    await thief.keepUp();
    return text;
  }),
  ofClaim('claim expired', 'setup-claim-ended', bench => bench.claim('hub', -1)),
  ofClaim('claim of another region', 'setup-claim-other-region', async () => {
    const other = new RegionBench();
    await other.start('Muualla');
    try {
      return other.office.makeClaim({ site: 'library', box: 'hub', confirm: false, life: 3_600_000 });
    } finally {
      await other.stop();
    }
  }),
  ofClaim('claim mistyped', 'claim-mistyped', bench =>
    bench.claim().replace(/.$/, sign => (sign === '7' ? '8' : '7')),
  ),
  ofSite('no site file', 'setup-site-missing', () => {}),
  ofSite('site file of another box', 'setup-site-other', bench =>
    bench.region.office.keepSiteFile('library', 'hub', bench.siteText('annex')),
  ),
  ofSite('broken site file', 'setup-site-refused', bench =>
    bench.region.office.keepSiteFile('library', 'hub', bench.siteText().replace('letter: A', 'letter: Q')),
  ),
  {
    name: 'printer without paper',
    code: 'printer-paper-out',
    at: 'devices',
    run: async ({ bench, technician }) => {
      bench.printer.paperOut();
      await technician.tries('lobby-printer');
      await technician.isAdvised('printer-paper-out');
      bench.printer.loadPaper();
    },
  },
  {
    name: 'button pressed twice',
    code: 'setup-button-taken',
    at: 'devices',
    run: async ({ bench, technician }) => {
      await technician.page.click('#task-counter-0-next [data-act=learn]');
      await technician.page.waitForSelector('#task-counter-0-next .waits');
      bench.press('button-a');
      await technician.page.waitForSelector('#task-counter-0-recall .waits');
      bench.press('button-a');
      bench.time.skipped += 5000;
      bench.press('button-a');
      await technician.isAdvised('setup-button-taken');
    },
  },
  {
    name: 'page reloaded',
    at: 'devices',
    run: async ({ bench, technician }) => {
      await technician.page.click('#task-counter-0-next [data-act=learn]');
      await technician.page.waitForSelector('#task-counter-0-next .waits');
      bench.press('button-c');
      await technician.page.waitForSelector('#task-counter-0-next[data-learned=true]');
      await technician.page.reload();
      await technician.at('devices');
      await technician.page.waitForSelector('#task-counter-0-next[data-learned=true]');
    },
  },
  {
    name: 'power pulled',
    at: 'devices',
    run: async ({ bench, technician }) => {
      const [claim = ''] = bench.claims;
      await bench.pullPower();
      await technician.page.waitForSelector('main[data-step=enter]');
      await technician.page.fill('#code', bench.setup.code);
      await technician.page.keyboard.press('Enter');
      await technician.at('network');
      await technician.goesOn('claim');
      await technician.claims(claim);
      await technician.at('devices');
    },
  },
  {
    name: 'two technicians',
    code: 'setup-busy',
    at: 'devices',
    run: async ({ bench, another }) => {
      const second = await another();
      await second.page.goto(`${bench.url}#${bench.setup.code}`);
      await second.isAdvised('setup-busy');
      await second.page.context().close();
    },
  },
  {
    name: 'code of another slip',
    code: 'setup-code-wrong',
    at: 'network',
    run: async ({ bench, another }) => {
      const second = await another();
      await second.page.goto(`${bench.url}#AAAA-AAAA`);
      await second.isAdvised('setup-code-wrong');
      await second.page.context().close();
    },
  },
  {
    name: 'printer off when the report comes',
    code: 'printer-unreachable',
    at: 'accept',
    run: async ({ bench, technician }) => {
      await bench.printer.stop();
      await technician.page.click('#accept');
      await technician.at('done');
      await technician.isAdvised('printer-unreachable');
      await bench.printer.start();
      await bench.until(
        'the printer is back',
        () => bench.setup.course?.bench?.hal.devices.get('lobby-printer')?.status.health === 'ok',
      );
      await technician.page.click('[data-act=print-report]');
    },
  },
];
