import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { Appliance } from '../../../firmware/appliance';
import { Satellite } from '../../../firmware/satellite/satellite';
import { silent } from '../../../hal/platform/log';
import { EmbeddedBroker } from '../../../simulator/broker/embedded-broker';
import { type Behaviour, SimulatedPrinter } from '../../../simulator/printer';
import { WatchedDisks } from '../disk/watched-disks';
import { Machine } from '../machine/machine';
import { Network } from '../machine/network';
import { forgetBoards } from '../machine/replace-serial';
import { running, World } from '../machine/world';
import { SmallBoard } from '../peers/small-board';
import { Box } from './box';
import { hubSite, roomSite } from './town-site';

export interface TownOptions {
  readonly seed: number | string;
  /** By the clock of the world, ms since 1970-01-01 UTC. */
  readonly start: number;
  /** How long the point is open on each day, minutes. */
  readonly openMinutes: number;
  /** Below it everything is recorded, and to this file. */
  readonly folder: string;
  readonly recordedTo: string;
  readonly onTrouble: (what: string) => void;
}

/** What the wires of the process lead to now. */
export let townNow: Town | undefined;

/**
 * A service point, its broker and its people, in one process: `Appliance` and `Satellite` as they ship, with drivers, link and journal, on machines,
 * wires and disks of one seed.
 */
export class Town {
  readonly options: TownOptions;
  readonly world: World;
  readonly network: Network;
  readonly hub: Box<Appliance>;
  readonly room: Box<Satellite>;
  readonly printer: SimulatedPrinter;
  readonly board: SmallBoard;
  readonly phone: Machine;
  readonly central: Machine;
  #broker: EmbeddedBroker | undefined;
  #brokerMachine: Machine;
  readonly disks: WatchedDisks;
  readonly #folder: string;
  /** Of the release that the boxes run. */
  version: () => string = () => '1.0.0';
  /** Told of every message that reaches the broker. */
  onMessage: (topic: string, payload: string) => void = () => {};
  /** Told of every program that begins, before it starts. */
  onProgram: (program: Appliance | Satellite, machine: Machine) => void = () => {};

  constructor(options: TownOptions) {
    const { seed, start, folder, recordedTo, openMinutes, onTrouble } = options;
    this.options = options;
    const world = new World(seed, start);
    const network = new Network(world);
    this.world = world;
    this.network = network;
    this.#folder = mkdtempSync(join(folder, 'town-'));
    const disks = new WatchedDisks(recordedTo);
    this.disks = disks;
    const bench = new Machine('printer', world);
    this.printer = new SimulatedPrinter({ time: bench.time, paper: 1e9, speed: 300, cutTime: 100 });
    network.listen(bench, 9100, socket => {
      socket.connecting = false;
      this.printer.attach(socket);
      socket.flow();
    });
    this.board = new SmallBoard(new Machine('board', world));
    this.phone = new Machine('phone', world);
    this.central = new Machine('central', world);
    this.#brokerMachine = new Machine('broker', world);
    const box = { world, network, folder: this.#folder, disks, onTrouble };
    const common = (machine: Machine, stateDir: string) => ({
      stateDir,
      time: machine.time,
      log: silent,
      version: this.version(),
      random: () => machine.random.unit(),
    });
    this.hub = new Box({
      ...box,
      name: 'hub',
      make: (machine, stateDir) => {
        const appliance = new Appliance({
          ...common(machine, stateDir),
          site: hubSite(openMinutes),
          assetsDir: this.#folder,
        });
        this.onProgram(appliance, machine);
        return appliance;
      },
      letGo: ({ runtime }) => runtime.journal.close(),
    });
    this.room = new Box({
      ...box,
      name: 'room',
      make: (machine, stateDir) => {
        const satellite = new Satellite({ ...common(machine, stateDir), site: roomSite });
        this.onProgram(satellite, machine);
        return satellite;
      },
      letGo: () => undefined,
    });
    townNow = this;
  }

  /** Whether the broker runs. */
  get hasBroker(): boolean {
    return this.#broker !== undefined;
  }

  async startBroker(): Promise<void> {
    if (this.#broker) return;
    const machine = new Machine('broker', this.world);
    this.#brokerMachine = machine;
    const broker = new EmbeddedBroker({ port: 1883, time: machine.time });
    this.#broker = broker;
    await running.run(machine, () => broker.start());
    broker.events.on('message', ({ topic, payload }) => this.onMessage(topic, payload));
  }

  /** Its program ends, and it forgets everything. */
  stopBroker(): void {
    if (!this.#broker) return;
    this.#broker = undefined;
    this.#brokerMachine.kill();
    this.network.forget(this.#brokerMachine);
  }

  misprint(behaviour: Behaviour): () => void {
    return this.printer.behave(behaviour);
  }

  /** Nothing of it is left in the process. */
  end(): void {
    this.hub.kill();
    this.room.kill();
    for (const machine of this.world.machines) machine.kill();
    forgetBoards();
    this.disks.close();
    rmSync(this.#folder, { recursive: true });
    townNow = undefined;
  }
}
