import { loadSite } from '../../firmware/config/load-site';
import type { Site } from '../../firmware/config/site';
import { SystemTime, sleep } from '../../hal/platform/time';
import { alwaysOpen } from '../always-open';
import { Random } from '../random';
import { siteFile } from '../site-files';
import { FleetBox } from './fleet-box';

/** What a process is to do. */
export interface CrewOrder {
  readonly url: string;
  /** Number of the first appliance, and how many. */
  readonly first: number;
  readonly count: number;
  readonly pace: number;
  readonly seed: number;
  readonly version: string;
  /** Connections that it begins in a second. */
  readonly perSecond: number;
}

export type ToCrew = { readonly order: CrewOrder } | 'open' | 'close' | 'stop';

export interface CrewNews {
  readonly online: number;
  readonly behind: number;
  /** Bytes, and ms of processor time since the start. */
  readonly memory: number;
  readonly processor: number;
}

const newsEvery = 500;

/** The name of an appliance's site; each is alone at its own. */
export const siteName = (number: number): string => `fleet-${number}`;

/** One process full of appliances: does what its parent says over IPC and tells how it is. */
export async function runCrew(): Promise<void> {
  const stopping = new AbortController();
  const time = new SystemTime();
  let boxes: readonly FleetBox[] = [];
  const news = setInterval(() => process.send?.(newsOf(boxes)), newsEvery);
  const end = new Promise<void>(resolve => {
    process.once('disconnect', resolve);
    process.on('message', (message: ToCrew) => {
      if (message === 'open') for (const box of boxes) box.open();
      else if (message === 'close') for (const box of boxes) box.close();
      else if (message === 'stop') resolve();
      else {
        boxes = boxesOf(message.order, time);
        void startAll(boxes, message.order, { time, signal: stopping.signal });
      }
    });
  });
  await end;
  clearInterval(news);
  stopping.abort();
  await Promise.all(boxes.map(box => box.stop()));
  if (process.connected) process.disconnect();
}

function boxesOf({ first, count, url, pace, seed, version }: CrewOrder, time: SystemTime): FleetBox[] {
  const site = alwaysOpen(loadSite(siteFile('mikkeli')).site);
  const random = new Random(seed);
  return Array.from({ length: count }, (_, index) => {
    const number = first + index;
    const own: Site = { ...site, site: siteName(number), mqtt: { url } };
    return new FleetBox({ site: own, time, random: random.stream(number), pace, version });
  });
}

/** One after the other, as boxes are switched on. */
async function startAll(
  boxes: readonly FleetBox[],
  { perSecond }: CrewOrder,
  { time, signal }: { readonly time: SystemTime; readonly signal: AbortSignal },
): Promise<void> {
  for (const [index, box] of boxes.entries()) {
    if (signal.aborted) return;
    await box.start(signal);
    if (index % 10 === 9) await sleep(time, 10_000 / perSecond, 'fleet start', signal).catch(() => undefined);
  }
}

function newsOf(boxes: readonly FleetBox[]): CrewNews {
  const { user, system } = process.cpuUsage();
  return {
    online: boxes.filter(box => box.isOnline).length,
    behind: boxes.reduce((sum, box) => sum + box.behind, 0),
    memory: process.memoryUsage.rss(),
    processor: (user + system) / 1000,
  };
}
