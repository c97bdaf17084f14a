import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Random } from '../../../simulator/random';
import { ApplianceProcess, bundleProgram } from '../../support/appliance-process';
import { forenoon } from '../../support/forenoon';
import { BrokerInNamespace, brokerPort } from './broker';
import { Customers } from './customers';
import { inNamespace, Namespaces } from './namespaces';
import { brokerOnWire, PacketWire } from './packet-wire';
import { ReceiverProcess } from './receiver-process';

const httpPort = 8080;

/** From outside of the namespace to the box's own address: whoever asks is a program on the box. */
const relay = (address: string) => `
require('node:net').createServer(outer => {
  const inner = require('node:net').connect(${httpPort}, '127.0.0.1');
  outer.pipe(inner).pipe(outer);
  outer.on('error', () => inner.destroy());
  inner.on('error', () => outer.destroy());
}).listen(${httpPort}, '${address}', () => console.log('ready'));`;

const site = `
version: 1
site: proof
appliance: hub
name: { fi: Koe }
languages: [fi]
timezone: ${forenoon()}
organisations: [{ id: kunta, name: { fi: Kunta } }]
services:
  - { id: kunta, letter: K, organisation: kunta, name: { fi: Kunta } }
  - { id: vero, letter: V, organisation: kunta, name: { fi: Vero } }
counters: [{ id: counter-1, name: { fi: Tiski 1 }, services: [kunta, vero] }]
kiosks: [{ id: lobby, buttons: [] }]
devices: {}
http: { port: ${httpPort} }
mqtt: { url: "mqtt://${brokerOnWire}:${brokerPort}" }
`;

/** The box as it ships, a wire, Mosquitto and the example receiver beside it, and people. */
export class Stage {
  readonly random: Random;
  readonly namespaces = new Namespaces();
  readonly wire: PacketWire;
  readonly broker: BrokerInNamespace;
  readonly receiver: ReceiverProcess;
  readonly box: ApplianceProcess;
  readonly customers: Customers;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-proof-'));
  #relay: ChildProcess | undefined;

  constructor(seed: number) {
    if (process.getuid?.() !== 0) throw new Error('network namespaces need root: run this with sudo');
    this.random = new Random(seed);
    this.wire = new PacketWire(this.random.stream('wire'));
    const { box, broker } = this.namespaces;
    this.broker = new BrokerInNamespace(broker);
    this.receiver = new ReceiverProcess(this.broker.url, join(this.#folder, 'events.db'));
    const siteFile = join(this.#folder, 'site.yaml');
    writeFileSync(siteFile, site);
    this.box = new ApplianceProcess(siteFile, join(this.#folder, 'state'), { within: inNamespace(box) });
    this.customers = new Customers(`http://${box.address}:${httpPort}`, this.broker.url);
  }

  get journalFile(): string {
    return join(this.#folder, 'state', 'journal.db');
  }

  async start(): Promise<void> {
    bundleProgram();
    this.namespaces.start();
    this.wire.start(this.namespaces);
    await this.broker.start();
    this.receiver.start();
    const { box } = this.namespaces;
    const [program = '', ...words] = [...inNamespace(box), process.execPath, '-e', relay(box.address)];
    this.#relay = spawn(program, words, { stdio: ['ignore', 'pipe', 'inherit'] });
    if (this.#relay.stdout) await once(this.#relay.stdout, 'data');
    await this.box.start();
    await this.customers.start();
  }

  /** Resets what stands between box and broker. */
  reset(): void {
    const { box, broker } = this.namespaces;
    this.namespaces.reset(this.random.chance(0.5) ? box : broker, brokerPort);
  }

  async stop(): Promise<void> {
    await this.customers.stop();
    await this.box.kill();
    await this.receiver.end('SIGKILL');
    this.#relay?.kill('SIGKILL');
    await this.broker.remove();
    this.wire.stop();
    this.namespaces.stop();
    rmSync(this.#folder, { recursive: true });
  }
}
