import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import type { Site, SiteDevice } from '../../firmware/config/site';
import { buildAssets } from '../../firmware/screens/build-assets';
import { silent } from '../../hal/platform/log';
import { withVirtualDevices } from '../../simulator/peers/virtual-devices';
import { SimulatedPrinter } from '../../simulator/printer';
import { ChosenDay, tenFifteen } from './chosen-day';

const repository = join(__dirname, '../..');

export interface KioskBox {
  readonly url: string;
  readonly printer: SimulatedPrinter;
  readonly appliance: Appliance;
  /** Folder of the state, where tokens are. */
  readonly stateDir: string;
  /** Takes the box off the network, as a power cut would: nobody answers any more. */
  stop(): Promise<void>;
  /** The same box again, with its journal and at its old address. */
  startAgain(): Promise<void>;
  close(): Promise<void>;
}

export interface KioskBoxOptions {
  /** ms since 1970-01-01 UTC; a Wednesday forenoon, if left out. */
  readonly at?: number;
  /** More of the site file. */
  readonly yaml?: string;
  readonly change?: (site: Site) => Site;
}

/** The appliance as it ships with the site of Mikkeli, virtual devices, a simulated printer, bookings and a question for groups. */
export async function startKioskBox(options: KioskBoxOptions = {}): Promise<KioskBox> {
  const { at = tenFifteen, yaml = '', change = same } = options;
  const folder = mkdtempSync(join(tmpdir(), 'tiski-kiosk-'));
  const assetsDir = join(folder, 'assets');
  const stateDir = join(folder, 'state');
  buildAssets(assetsDir, join(repository, 'firmware/screens/browser-page'));
  const time = new ChosenDay(at);
  const printer = new SimulatedPrinter({ time, speed: 2000, cutTime: 5 });
  await printer.start();
  const site = change(testSite(folder, yaml, printer.port));
  let port = 0;
  const open = async () => {
    const appliance = new Appliance({
      site: { ...site, http: { host: '127.0.0.1', port } },
      stateDir,
      assetsDir,
      time,
      log: silent,
      version: '1.2.3',
      random: Math.random,
    });
    const { http } = await appliance.start();
    port = Number(new URL(http).port);
    return { appliance, http };
  };
  let { appliance, http } = await open();
  return {
    get url() {
      return http;
    },
    get appliance() {
      return appliance;
    },
    printer,
    stateDir,
    stop: () => appliance.stop(),
    startAgain: async () => {
      ({ appliance, http } = await open());
    },
    close: async () => {
      await appliance.stop();
      await printer.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

function same(site: Site): Site {
  return site;
}

function testSite(folder: string, yaml: string, port: number): Site {
  const text = readFileSync(join(repository, 'simulator/sites/mikkeli.yaml'), 'utf8');
  const file = join(folder, 'mikkeli.yaml');
  writeFileSync(join(folder, 'logo.svg'), readFileSync(join(repository, 'simulator/sites/logo.svg')));
  writeFileSync(
    file,
    `${text.replace('- id: lobby\n    printer', '- id: lobby\n    asksGroup: true\n    printer')}\nbookings: {}\n${yaml}`,
  );
  const site = withVirtualDevices(loadSite(file).site);
  const lobbyPrinter = { ...site.devices['lobby-printer'], host: '127.0.0.1', port };
  return { ...site, devices: { ...site.devices, 'lobby-printer': lobbyPrinter as SiteDevice } };
}
