import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import type { SiteDevice } from '../../firmware/config/site';
import { buildAssets } from '../../firmware/screens/build-assets';
import { silent } from '../../hal/platform/log';
import { BenchRoutes } from '../../simulator/bench-page/bench-routes';
import type { BenchSite } from '../../simulator/bench-page/bench-site';
import { withVirtualDevices } from '../../simulator/peers/virtual-devices';
import { SimulatedPrinter } from '../../simulator/printer';
import { ChosenDay, tenFifteen } from './chosen-day';

const repository = join(__dirname, '../..');

export interface BenchBox {
  readonly url: string;
  readonly appliance: Appliance;
  readonly printer: SimulatedPrinter;
  close(): Promise<void>;
}

/** The appliance as it ships with the bench page, virtual devices and a simulated printer, on a Wednesday forenoon. */
export async function startBenchBox(
  others: Pick<BenchSite, 'people' | 'broker' | 'pace' | 'network'> = {},
): Promise<BenchBox> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-'));
  const assetsDir = join(folder, 'assets');
  buildAssets(assetsDir, join(repository, 'firmware/screens/browser-page'));
  buildAssets(assetsDir, join(repository, 'simulator/bench-page/browser-page'));
  const time = new ChosenDay(tenFifteen);
  const printer = new SimulatedPrinter({ time });
  await printer.start();
  const site = withVirtualDevices(loadSite(join(repository, 'simulator/sites/mikkeli.yaml')).site);
  const lobbyPrinter = { ...site.devices['lobby-printer'], host: '127.0.0.1', port: printer.port };
  const open = { ...site, services: site.services.map(({ hours: _, ...service }) => service) };
  const appliance: Appliance = new Appliance({
    site: {
      ...open,
      http: { host: '127.0.0.1', port: 0 },
      devices: {
        ...open.devices,
        'lobby-printer': lobbyPrinter as SiteDevice,
      },
    },
    stateDir: join(folder, 'state'),
    assetsDir,
    time,
    log: silent,
    version: '1.2.3',
    random: Math.random,
    openToAll: true,
    extraRoutes: [
      new BenchRoutes({
        time,
        site: {
          ...others,
          printers: new Map([['lobby-printer', printer]]),
          get devices() {
            return appliance.hal.devices;
          },
        },
      }),
    ],
  });
  const { http } = await appliance.start();
  return {
    url: http,
    appliance,
    printer,
    close: async () => {
      await appliance.stop();
      await printer.stop();
      rmSync(folder, { recursive: true });
    },
  };
}
