import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { Site } from '../../firmware/config/site';
import { Runtime } from '../../firmware/runtime';
import { buildAssets } from '../../firmware/screens/build-assets';
import { WebServer, type WebServerOptions } from '../../firmware/screens/web-server';
import { silent } from '../../hal/platform/log';
import { SteadyTime } from './steady-time';

export const smallSite: Site = {
  version: 1,
  site: 'test',
  appliance: 'hub',
  name: { fi: 'Testin <palvelupiste>' },
  timezone: 'Europe/Helsinki',
  languages: ['fi', 'sv'],
  organisations: [{ id: 'town', name: { fi: 'Kaupunki' } }],
  services: [
    { id: 'tax', letter: 'V', organisation: 'town', name: { fi: 'Verotus' } },
    { id: 'benefits', letter: 'K', organisation: 'town', name: { fi: 'Etuudet' } },
  ],
  counters: [{ id: 'counter-1', name: { fi: 'Tiski 1' }, services: ['tax', 'benefits'] }],
  kiosks: [{ id: 'lobby', printer: 'printer', buttons: [] }],
  rings: [],
  devices: { printer: { driver: 'escpos-tcp' } },
  http: { host: '127.0.0.1', port: 0 },
};

export interface WebBox {
  readonly url: string;
  readonly port: number;
  readonly runtime: Runtime;
  readonly server: WebServer;
  /** Sends a command as a program would; the parsed reply and its status. */
  command(
    name: string,
    args: object,
    id?: string,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
  close(): Promise<void>;
}

/** Runtime in memory and web server on a free port. */
export async function startWebBox(
  options: Partial<Omit<WebServerOptions, 'site'>> & { readonly site?: Site } = {},
): Promise<WebBox> {
  const { site = smallSite, time = new SteadyTime() } = options;
  const assetsDir = mkdtempSync(join(tmpdir(), 'tiski-assets-'));
  buildAssets(assetsDir, join(__dirname, '../../firmware/screens/browser-page'));
  const rules = rulesOf(site);
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time,
    log: silent,
    version: '1.2.3',
    makeEpoch: () => 'epoch-1',
  });
  const server = new WebServer({
    runtime,
    time,
    log: silent,
    version: '1.2.3',
    assetsDir,
    ...options,
    site: { now: site },
  });
  const { url } = await server.start();
  await runtime.start();
  return {
    url,
    port: Number(new URL(url).port),
    runtime,
    server,
    command: async (name, args, id) => {
      const response = await fetch(`${url}/api/command/${name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...(id === undefined ? {} : { id }), args }),
      });
      return { status: response.status, body: (await response.json()) as Record<string, unknown> };
    },
    close: async () => {
      await server.stop();
      runtime.stop();
      rmSync(assetsDir, { recursive: true });
    },
  };
}
