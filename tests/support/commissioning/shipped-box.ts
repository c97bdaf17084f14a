import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import mqtt, { type MqttClient } from 'mqtt';
import { Authority } from '../../../provisioning/region/authority';
import { freePort } from '../../../simulator/broker/free-port';
import { SimulatedPrinter } from '../../../simulator/printer';
import { ConfiguredMosquitto } from '../../peers/configured-mosquitto';
import { FirmataBench } from '../firmata-bench';
import { toldWhileItRuns } from '../killed-process';
import { ProvisionProgram } from '../provision-program';
import { SteadyTime } from '../steady-time';
import { watched } from '../watched-wire';

const program = join(__dirname, '..', '..', '..', 'firmware', 'bin', 'tiski.js');

/** The broker of a region, as the product configures it. */
const brokerFiles = join(__dirname, '..', '..', '..', 'firmware', 'link', 'brokers', 'mosquitto');

/** Pins of the board, by what stands at them. */
const pins: Readonly<Record<string, number>> = { 'button-a': 2, 'button-b': 3, 'button-c': 4 };

/** The programs as they ship, each in a process of its own: region, broker that takes certificates of the region alone, box. */
export class ShippedBox {
  readonly time = new SteadyTime();
  readonly printer = new SimulatedPrinter({ time: this.time, speed: 150, cutTime: 250 });
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-shipped-'));
  readonly #firmata = new FirmataBench();
  #region: ProvisionProgram | undefined;
  #broker: ConfiguredMosquitto | undefined;
  #office: MqttClient | undefined;
  #box: ChildProcess | undefined;
  #lines: AsyncIterator<string> | undefined;
  readonly #retained = new Map<string, unknown>();
  #heard: () => void = () => {};
  output = '';
  claim = '';

  async start(): Promise<this> {
    await this.printer.start();
    await this.#firmata.board.start();
    await this.#startRegion();
    await this.#startBroker();
    const file = join(this.#folder, 'library.yaml');
    writeFileSync(file, this.#site());
    await this.#inRegion('site', 'file', 'library', file);
    const made = await this.#inRegion('claim', 'new', '--site', 'library', '--box', 'hub');
    this.claim = /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(made)?.[0] ?? '';
    return this;
  }

  /** @returns the address of its set-up page */
  async powerOn(): Promise<string> {
    const words = ['setup', '--state', this.state, '--listen', '127.0.0.1:0'];
    const wires = ['--region', this.regionUrl, '--printer', `tcp://127.0.0.1:${this.printer.port}`];
    const box = spawn(process.execPath, [program, ...words, ...wires], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...toldWhileItRuns(), TISKI_HTTP_PORT: '0' },
    });
    this.#box = box;
    box.stderr.on('data', data => {
      this.output += data;
    });
    this.#lines = createInterface(box.stdout)[Symbol.asyncIterator]();
    return String((await this.ready()).setup);
  }

  /** What the process says of itself next: first as a box to be set up, then as an appliance. */
  async ready(): Promise<{ readonly setup?: string; readonly http?: string }> {
    const { value, done } = (await this.#lines?.next()) ?? { value: '', done: true };
    if (done) throw new Error(`the box ended: ${this.output}`);
    return JSON.parse(value);
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.#office?.endAsync();
    await this.#broker?.remove();
    await this.#region?.stop();
    await this.#firmata.stop();
    await this.printer.stop();
    rmSync(this.#folder, { recursive: true });
  }

  get state(): string {
    return join(this.#folder, 'state');
  }

  /** A finger on a button, as long as a finger stays. */
  async press(button: string): Promise<void> {
    const pin = pins[button] ?? 0;
    this.#firmata.board.press(pin);
    await new Promise(resolve => this.time.after(200, 'finger', () => resolve(undefined)));
    this.#firmata.board.release(pin);
  }

  /** What the broker keeps under `tiski/1/library/hub/TOPIC`. */
  async retained(topic: string): Promise<unknown> {
    const name = `tiski/1/library/hub/${topic}`;
    while (!this.#retained.has(name))
      await new Promise<void>(resolve => {
        this.#heard = resolve;
      });
    return this.#retained.get(name);
  }

  /** Text of a whole piece of paper. */
  async paper(text: RegExp): Promise<string> {
    for (;;) {
      const found = this.printer.tickets.find(each => each.complete && text.test(each.text.join('\n')));
      if (found) return found.text.join('\n');
      await new Promise(resolve => this.printer.events.once('ticket', resolve));
    }
  }

  get regionUrl(): string {
    return `https://localhost:${this.#port}/`;
  }

  #port = 0;

  async #startRegion(): Promise<void> {
    this.#port = await freePort();
    const address = ['--url', this.regionUrl, '--listen', `127.0.0.1:${this.#port}`];
    this.#region = new ProvisionProgram([
      'serve',
      '--state',
      this.#regionState,
      '--region',
      'Lapinjärvi',
      ...address,
    ]);
    await this.#region.says(/"ready":true/);
    await this.#inRegion(
      'site',
      'add',
      'library',
      ...['--name', 'Kirjasto', '--address', 'Lapinjärventie 1', '--contact', 'IT'],
    );
  }

  async #inRegion(...words: string[]): Promise<string> {
    const [one = '', two = '', ...rest] = words;
    const command = new ProvisionProgram([one, two, '--state', this.#regionState, ...rest]);
    if ((await command.exited) !== 0) throw new Error(command.output);
    return command.output;
  }

  get #regionState(): string {
    return join(this.#folder, 'region');
  }

  /** With certificates of the region's authority, as its people would make them. */
  async #startBroker(): Promise<void> {
    const now = Date.now();
    const authority = await Authority.open({ folder: this.#regionState, region: '', now });
    const pair = () => generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const pem = (key: ReturnType<typeof pair>['privateKey']) =>
      key.export({ type: 'pkcs8', format: 'pem' }).toString();
    const kept = (name: string, text: string) => {
      writeFileSync(join(this.#folder, name), text, { mode: 0o600 });
      return join(this.#folder, name);
    };
    const server = pair();
    const certificate = authority.forServer(['127.0.0.1'], server.publicKey, now).toString();
    this.#broker = await new ConfiguredMosquitto({
      configuration: join(brokerFiles, 'centre.conf'),
      acl: join(brokerFiles, 'centre.acl'),
      ca: join(this.#regionState, 'ca.pem'),
      certificates: {
        broker: {
          certificate: kept('broker.pem', certificate),
          key: kept('broker-key.pem', pem(server.privateKey)),
        },
      },
    }).start();
    const office = pair();
    this.#office = watched(
      await mqtt.connectAsync(this.#broker.url, {
        clientId: 'office',
        ca: readFileSync(join(this.#regionState, 'ca.pem')),
        cert: authority.forBox('operations', 'library', office.publicKey, now).toString(),
        key: pem(office.privateKey),
      }),
    );
    this.#office.on('message', (topic, payload) => {
      this.#retained.set(topic, JSON.parse(String(payload)));
      this.#heard();
    });
    await this.#office.subscribeAsync('tiski/1/library/hub/#', { qos: 1 });
  }

  #site(): string {
    const port = this.#firmata.link;
    const buttons = Object.entries(pins).map(
      ([name, pin]) => `  ${name}: { driver: firmata-button, port: ${port}, pin: ${pin} }`,
    );
    return `version: 1
site: library
appliance: hub
name: { fi: Kirjaston palvelupiste, sv: Bibliotekets servicepunkt, en: Library service point }
timezone: Europe/Helsinki
languages: [fi, sv, en]
organisations:
  - { id: town, name: { fi: Lapinjärven kunta, sv: Lappträsk kommun, en: Municipality of Lapinjärvi } }
services:
  - id: advisor
    letter: A
    organisation: town
    name: { fi: Palveluneuvoja, sv: Servicerådgivare, en: Service advisor }
counters:
  - id: counter-1
    name: { fi: Tiski 1, sv: Disk 1, en: Counter 1 }
    services: [advisor]
    next: button-a
    recall: button-b
    lamp: lamp-1
kiosks:
  - { id: lobby, printer: lobby-printer, buttons: [{ device: button-c, service: advisor }] }
devices:
  lobby-printer: { driver: escpos-tcp, host: 127.0.0.1, port: ${this.printer.port}, profile: epson }
${buttons.join('\n')}
  lamp-1: { driver: firmata-lamp, port: ${port}, pin: 13 }
mqtt:
  url: ${this.#broker?.url}
  ca: ../identity/ca.pem
  certificate: ../identity/certificate.pem
  key: ../identity/key.pem
`;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const box = this.#box;
    this.#box = undefined;
    if (!box || box.exitCode !== null || box.signalCode !== null) return;
    const ended = once(box, 'exit');
    box.kill(signal);
    await ended;
  }
}
