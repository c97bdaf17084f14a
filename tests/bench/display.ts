import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type ClientRequest, get } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { ApplianceProcess, bundleProgram } from '../support/appliance-process';
import { type Row, sampled, single } from './row';

const displays = 20;

/** Mikkeli had 69 customers a day (N-010: 10 352 in 151 opening days). Twice as many in seven hours are its busiest day by our own guess, N-010 gives no maximum. */
const busiestDay = { customers: 138, hours: 7 };

/** So that half a minute holds many customers. */
const timesFaster = 100;

const seconds = 20;

/** Calls whose way to the displays is measured; half of them right after all connections were cut. */
const calls = 40;

const services = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];

const siteText = `
version: 1
site: bench
appliance: hub
name: { fi: Mikkelin palvelupiste, sv: Servicepunkten, en: Service Point }
languages: [fi, sv, en]
organisations: [{ id: town, name: { fi: Kaupunki, sv: Staden, en: City } }]
services:
${services.map(letter => `  - { id: s-${letter.toLowerCase()}, letter: ${letter}, organisation: town, name: { fi: Palvelu ${letter}, sv: Tjänst ${letter}, en: Service ${letter} } }`).join('\n')}
counters:
${[1, 2, 3].map(n => `  - { id: c${n}, name: { fi: Tiski ${n}, sv: Disk ${n}, en: Counter ${n} }, services: [${services.map(letter => `s-${letter.toLowerCase()}`).join(', ')}] }`).join('\n')}
kiosks: [{ id: lobby }]
displays: [{ id: lobby }]
devices: {}
http: { port: 0 }
`;

/** The program as it ships, with so many displays as its page makes them: one stream each, which brings the whole feed. */
export async function displayRows(): Promise<Row[]> {
  bundleProgram();
  const folder = mkdtempSync(join(tmpdir(), 'tiski-bench-displays-'));
  writeFileSync(join(folder, 'site.yaml'), siteText);
  const box = new ApplianceProcess(join(folder, 'site.yaml'), join(folder, 'state'));
  await box.start();
  const hall: Display[] = [];
  try {
    const office = new Office(box.http);
    await office.serve(10);
    const alone = await shareOfCore(box, office);
    for (let n = 0; n < displays; n++) hall.push(new Display(box.http));
    await Promise.all(hall.map(display => display.open()));
    const together = await shareOfCore(box, office);
    const connected: number[] = [];
    const cut: number[] = [];
    for (let call = 0; call < calls; call++) {
      const isCut = call % 2 === 1;
      (isCut ? cut : connected).push(await callTime(hall, office, isCut));
      await wait(50);
    }
    return [
      {
        name: `${displays} lobby displays, ${timesFaster} times the pace of a busy day`,
        unit: '% of a core',
        value: single(together),
        floor: { what: 'without displays', value: single(alone) },
        bound: { median: 10 },
      },
      {
        name: `call to the last of ${displays} displays`,
        unit: 'ms',
        value: sampled(connected),
        bound: { p99: 300 },
      },
      {
        name: 'the same, all connections just cut',
        unit: 'ms',
        value: sampled(cut),
        bound: { p99: 300 },
      },
    ];
  } finally {
    for (const display of hall) display.close();
    await box.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Processor time that the box takes for its customers and its displays, per cent of a core. */
async function shareOfCore(box: ApplianceProcess, office: Office): Promise<number> {
  const each = (busiestDay.hours * 3_600_000) / busiestDay.customers / timesFaster;
  const began = performance.now();
  const before = processorMs(box.pid);
  for (let customer = 1; performance.now() - began < seconds * 1000; customer++) {
    await office.serve(1);
    await wait(Math.max(0, began + customer * each - performance.now()));
  }
  return ((processorMs(box.pid) - before) / (performance.now() - began)) * 100;
}

/** From the command that calls until every display has the number. */
async function callTime(hall: readonly Display[], office: Office, isCut: boolean): Promise<number> {
  await office.take();
  await wait(150);
  if (isCut) for (const display of hall) display.cut();
  const asked = performance.now();
  const number = await office.call();
  await Promise.all(hall.map(display => display.has(number)));
  const took = performance.now() - asked;
  await office.end();
  return took;
}

/** Customers who are served one after another at the first counter. */
class Office {
  readonly #url: string;
  #service = 0;

  constructor(url: string) {
    this.#url = url;
  }

  async serve(customers: number): Promise<void> {
    for (let n = 0; n < customers; n++) {
      await this.take();
      await this.call();
      await this.end();
    }
  }

  async take(): Promise<void> {
    this.#service = (this.#service + 1) % services.length;
    await this.#ask('take-ticket', { service: `s-${services[this.#service]?.toLowerCase()}` });
  }

  async call(): Promise<string> {
    return String((await this.#ask('next', { counter: 'c1' })).ticket);
  }

  async end(): Promise<void> {
    await this.#ask('arrived', { counter: 'c1' });
    await this.#ask('done', { counter: 'c1' });
  }

  async #ask(name: string, args: object): Promise<Record<string, unknown>> {
    const response = await fetch(`${this.#url}/api/command/${name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ args }),
    });
    const reply = (await response.json()) as { ok: boolean; result: Record<string, unknown> };
    if (!reply.ok) throw new Error(`${name}: ${JSON.stringify(reply)}`);
    return reply.result;
  }
}

/** What the page of a display does with the box, without its drawing. */
class Display {
  readonly #url: string;
  #request: ClientRequest | undefined;
  #last = '';
  #wake: () => void = () => {};
  #closed = false;

  constructor(url: string) {
    this.#url = url;
  }

  open(): Promise<void> {
    return new Promise((resolve, reject) => {
      const request = get(`${this.#url}/api/display/stream`, { agent: false }, response => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          const frames = (text + chunk).split('\n\n');
          text = frames.pop() ?? '';
          const feed = frames.findLast(frame => frame.startsWith('event: feed'));
          if (feed === undefined) return;
          this.#last = feed;
          this.#wake();
          resolve();
        });
        response.on('error', () => {});
        response.on('close', () => this.#closed || this.open().catch(() => {}));
      });
      request.on('error', reject);
      this.#request = request;
    });
  }

  async has(number: string): Promise<void> {
    while (!this.#last.includes(`"ticket":"${number}"`)) {
      await new Promise<void>(resolve => {
        this.#wake = resolve;
      });
    }
  }

  cut(): void {
    this.#request?.socket?.resetAndDestroy();
  }

  close(): void {
    this.#closed = true;
    this.#request?.destroy();
  }
}

/** What all threads of a process have had of the processors, ms. */
function processorMs(pid: number): number {
  const threads = readdirSync(`/proc/${pid}/task`);
  const times = threads.map(thread =>
    Number(readFileSync(`/proc/${pid}/task/${thread}/schedstat`, 'utf8').split(' ')[0]),
  );
  return times.reduce((sum, time) => sum + time, 0) / 1e6;
}
