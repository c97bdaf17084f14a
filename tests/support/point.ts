import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mqtt, { type MqttClient } from 'mqtt';
import { Appliance } from '../../firmware/appliance';
import type { Site, SiteDevice } from '../../firmware/config/site';
import { silent } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { SimulatedPrinter, type SimulatedPrinterOptions } from '../../simulator/printer';
import { awake, SteadyTime } from './steady-time';
import { watchedBroker } from './watched-wire';

export interface PointOptions {
  /** What the site file says of the printer besides its address. */
  readonly driver?: { readonly profile?: string; readonly paper?: number };
  readonly printer?: Partial<SimulatedPrinterOptions>;
  readonly languages?: readonly string[];
  /** That in which this process could run, if left out; a bench takes the machine's own. */
  readonly time?: Time;
}

interface DeviceMessage {
  readonly health: string;
  readonly code?: string;
}

/** A whole appliance with a simulated printer and a broker on the other side of its wires. */
export class Point {
  readonly printer: SimulatedPrinter;
  readonly #options: PointOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-point-'));
  readonly #time: Time;
  readonly #broker: ReturnType<typeof watchedBroker>;
  readonly retained = new Map<string, unknown>();
  appliance!: Appliance;
  integrator!: MqttClient;
  http = '';

  constructor(options: PointOptions = {}) {
    this.#options = options;
    this.#time = options.time ?? new SteadyTime();
    this.#broker = watchedBroker({ time: this.#time });
    this.printer = new SimulatedPrinter({ time: this.#time, speed: 2000, cutTime: 5, ...options.printer });
  }

  async start(): Promise<this> {
    await this.printer.start();
    await this.#broker.start();
    this.integrator = await mqtt.connectAsync(this.#broker.url, { clientId: 'integrator' });
    this.integrator.on('message', (topic, payload) => {
      this.retained.set(topic, JSON.parse(payload.toString()));
    });
    await this.integrator.subscribeAsync(['tiski/1/point/hub/state/#', 'tiski/1/point/hub/status'], {
      qos: 1,
    });
    mkdirSync(join(this.#folder, 'assets'));
    await this.#begin();
    return this;
  }

  /** The box ends and begins again, on the same disk. */
  async restart(): Promise<void> {
    await this.appliance.stop();
    this.retained.clear();
    await this.#begin();
  }

  async #begin(): Promise<void> {
    this.appliance = new Appliance({
      site: this.#site(),
      stateDir: join(this.#folder, 'state'),
      assetsDir: join(this.#folder, 'assets'),
      time: this.#time,
      log: silent,
      version: '1.2.3',
      random: Math.random,
    });
    this.http = (await this.appliance.start()).http;
    await this.until(
      'the box is online',
      () => (this.retained.get('tiski/1/point/hub/status') as { state?: string })?.state === 'online',
    );
    const answers = this.#options.printer?.profile !== 'mute';
    await this.until('the printer is ready', () => !answers || this.printerState.health === 'ok');
  }

  async stop(): Promise<void> {
    await this.appliance.stop();
    await this.integrator.endAsync();
    await this.#broker.stop();
    await this.printer.stop();
    rmSync(this.#folder, { recursive: true });
  }

  /** A press by HTTP. */
  async press(args: object): Promise<{ ok: boolean; code?: string; result?: { ticket: string } }> {
    const body = JSON.stringify({ id: `http-${Math.random()}`, by: 'test', args });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${this.http}/api/command/take-ticket`, { method: 'POST', headers, body });
    return (await response.json()) as never;
  }

  /** A press by MQTT. */
  async pressByMqtt(args: object): Promise<{ ok: boolean; result: { ticket: string } }> {
    const id = `mqtt-${Math.random()}`;
    const topic = `tiski/1/point/hub/reply/${id}`;
    await this.integrator.subscribeAsync(topic, { qos: 1 });
    await this.integrator.publishAsync(
      'tiski/1/point/hub/command/take-ticket',
      JSON.stringify({ id, by: 'test', args }),
      { qos: 1 },
    );
    await this.until('the reply', () => this.retained.has(topic));
    return this.retained.get(topic) as never;
  }

  /** What the box knows of the printer. */
  get printerState(): DeviceMessage {
    return (
      this.appliance.runtime.state.devices.get('printer') ?? { health: 'unknown', code: 'device-not-started' }
    );
  }

  /** What an integrator knows of the printer. */
  get printerOnWire(): DeviceMessage | undefined {
    return this.retained.get('tiski/1/point/hub/state/device/printer') as DeviceMessage | undefined;
  }

  printStateOf(ticket: string): string | undefined {
    return this.appliance.runtime.state.tickets.get(ticket)?.print;
  }

  /** Codes on pieces of paper that are whole, in the order in which they came out. */
  get papers(): string[] {
    return this.printer.tickets.filter(({ complete }) => complete).map(({ text }) => codeOn(text));
  }

  /** Waits for something that has to become true. @param within milliseconds */
  async until(what: string, isTrue: () => boolean, within = 15_000): Promise<void> {
    const deadline = awake() + within;
    while (!isTrue()) {
      if (awake() > deadline) throw new Error(`not within ${within} ms: ${what}`);
      await new Promise(resolve => setTimeout(resolve, 10));
    }
  }

  #site(): Site {
    const { driver, languages = ['fi', 'sv', 'en', 'se'] } = this.#options;
    const name = {
      fi: 'Palvelupiste Ääni',
      sv: 'Servicepunkten Å',
      en: 'Service Point',
      se: 'Bálvalusbáiki Čáhci',
    };
    return {
      version: 1,
      site: 'point',
      appliance: 'hub',
      name,
      timezone: 'Europe/Helsinki',
      languages: [...languages],
      organisations: [{ id: 'town', name }],
      services: [
        {
          id: 'tax',
          letter: 'V',
          organisation: 'town',
          name: { fi: 'Verotus', sv: 'Beskattning', en: 'Taxation', se: 'Vearuheapmi' },
        },
        {
          id: 'town',
          letter: 'K',
          organisation: 'town',
          name: { fi: 'Kunta', sv: 'Kommun', en: 'Town', se: 'Gielda' },
        },
      ],
      counters: [
        {
          id: 'counter-1',
          name: { fi: 'Tiski 1' },
          services: ['tax', 'town'],
          next: 'next',
          lamp: 'lamp',
          display: 'display',
        },
      ],
      kiosks: [
        {
          id: 'lobby',
          printer: 'printer',
          lamp: 'kiosk-lamp',
          sounder: 'sounder',
          buttons: [{ device: 'button', service: 'tax' }],
        },
      ],
      rings: [],
      devices: {
        printer: {
          driver: 'escpos-tcp',
          host: '127.0.0.1',
          port: this.printer.port,
          profile: 'generic',
          paper: 80,
          ...driver,
        } as SiteDevice,
        button: { driver: 'virtual-button' },
        next: { driver: 'virtual-button' },
        lamp: { driver: 'virtual-lamp' },
        display: { driver: 'virtual-number-display' },
        'kiosk-lamp': { driver: 'virtual-lamp' },
        sounder: { driver: 'virtual-sounder' },
      },
      http: { host: '127.0.0.1', port: 0 },
      mqtt: { url: this.#broker.url },
    };
  }
}

function codeOn(text: readonly string[]): string {
  return text.find(line => /^\s*[A-Z]\d{3,4}\s*$/.test(line))?.trim() ?? '';
}
