import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Appliance } from '../../firmware/appliance';
import { loadSite } from '../../firmware/config/load-site';
import { ServiceManager } from '../../firmware/health/service-manager';
import { silent } from '../../hal/platform/log';
import { SystemTime, type Timer } from '../../hal/platform/time';
import { FasterTime } from '../../simulator/time/faster-time';

/**
 * A program: the appliance of a site file, all of whose waits are fifty times shorter, in which a part can be made to stand still by a line on
 * standard input. `hang devices` and `hang link` swallow the timers by which that part goes on; the other two are what they say.
 */
class SwallowingTime extends FasterTime {
  swallow: RegExp | undefined;

  override after(delay: number, name: string, run: () => void): Timer {
    return super.after(delay, name, () => this.#unlessSwallowed(name, run));
  }

  override every(interval: number, name: string, run: () => void): Timer {
    return super.every(interval, name, () => this.#unlessSwallowed(name, run));
  }

  #unlessSwallowed(name: string, run: () => void): void {
    if (!this.swallow?.test(name)) run();
  }
}

async function main([siteFile = '', stateDir = '']: readonly string[]): Promise<void> {
  const time = new SwallowingTime(new SystemTime(), 50);
  const assetsDir = join(stateDir, 'assets');
  mkdirSync(assetsDir, { recursive: true });
  const { site } = loadSite(siteFile);
  const random = Math.random;
  const appliance = new Appliance({ site, stateDir, assetsDir, time, log: silent, version: '0.0.1', random });
  const service = new ServiceManager({ environment: process.env, time, log: silent });
  const hangs: Readonly<Record<string, () => void>> = {
    'event loop': () => {
      for (;;);
    },
    journal: () => {
      appliance.runtime.journal.append = () => new Promise(() => {});
    },
    devices: () => {
      time.swallow = /^printer/;
    },
    link: () => {
      time.swallow = /^link/;
    },
  };
  createInterface(process.stdin).on('line', line => {
    if (line === 'stop') {
      service.stopping();
      appliance.stop().then(() => process.exit(0));
    } else hangs[line.replace(/^hang /, '')]?.();
  });
  await appliance.start();
  service.ready(appliance.pulses);
}

void main(process.argv.slice(2));
