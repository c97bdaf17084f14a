import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { silent } from '../../hal/platform/log';
import type { BenchView } from '../../simulator/bench-page/bench-view';
import { SimulatedSite } from '../../simulator/simulated-site';
import { siteSettings } from '../../simulator/site-settings';
import { bundleProgram } from './appliance-process';
import { EventReader } from './event-reader';
import { SteadyTime } from './steady-time';

const hall = 'html[data-connection=live]';

/** Every page that people look at: where it is, and what is there once its script has heard from the box. */
export const everyPage = {
  'index of the box': { path: '/', ready: '#link.live' },
  kiosk: { path: '/kiosk', ready: hall },
  'lobby display': { path: '/display', ready: hall },
  'info-TV': { path: '/info-tv', ready: hall },
  'panel of a counter': { path: '/counter/counter-1', ready: hall },
  'tablet of the advisor': { path: '/advisor', ready: hall },
  'page of a number': { path: '/ticket/V101', ready: hall },
  'touch page for feedback': { path: '/feedback', ready: hall },
  'page of the technician': { path: '/technician', ready: hall },
  'entrance by a link': { path: '/enter', ready: 'main' },
  statistics: { path: '/statistics', ready: 'svg.plot' },
  'simulated room': { path: '/simulator', ready: '#link.live' },
} as const;

export type PageName = keyof typeof everyPage;

export interface Point {
  readonly url: string;
  close(): Promise<void>;
}

/** The service point of Mikkeli with `customers` who have a number on paper, on one machine; every page of it is open to whoever comes. */
export async function startPoint(customers: number): Promise<Point> {
  bundleProgram();
  const state = mkdtempSync(join(tmpdir(), 'tiski-pages-'));
  const environment = {
    TISKI_STATE_DIR: state,
    TISKI_HTTP_PORT: '0',
    TISKI_MQTT_PORT: '0',
    TISKI_PEOPLE: '0',
  };
  const site = new SimulatedSite({
    settings: siteSettings('mikkeli', '1', environment),
    virtual: true,
    time: new SteadyTime(),
    log: silent,
    version: '1',
    random: Math.random,
  });
  const { http: url } = await site.start();
  await customersCome(url, customers);
  return {
    url,
    close: async () => {
      await site.stop();
      rmSync(state, { recursive: true });
    },
  };
}

/** Until the last has the number in hand: nothing is news any more when a page is looked at. */
async function customersCome(url: string, customers: number): Promise<void> {
  const reader = await EventReader.open(`${url}/simulator/api/stream`);
  await post(`${url}/simulator/api/pace`, { times: 10 });
  for (let customer = 0; customer < customers; customer++)
    await post(`${url}/api/command/take-ticket`, { args: { service: 'tax' } });
  for (let printed = 0; printed < customers; ) {
    const { event, data } = await reader.next();
    const numbers = event === 'bench' ? (data as unknown as BenchView).printers[0]?.pieces : undefined;
    printed = Math.max(printed, ...(numbers ?? []).map(({ number }) => number));
  }
  await post(`${url}/simulator/api/pace`, { times: 1 });
  reader.close();
}

async function post(url: string, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const reply = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!reply.ok) throw new Error(await reply.text());
}
