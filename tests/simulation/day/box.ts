import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Cut, type Files, kept, layOut, RecordedDisk } from '../disk/recorded-disk';
import type { WatchedDisks } from '../disk/watched-disks';
import { Machine } from '../machine/machine';
import type { Network } from '../machine/network';
import { running, type World } from '../machine/world';

/** What a box runs: the product's own `Appliance` or `Satellite`. */
export interface Program {
  start(): unknown;
  stop(): Promise<void>;
}

export interface BoxOptions<P extends Program> {
  readonly name: string;
  readonly world: World;
  readonly network: Network;
  /** A folder of the real machine below which the folders of the box's lives are. */
  readonly folder: string;
  readonly disks: WatchedDisks;
  readonly make: (machine: Machine, stateDir: string) => P;
  /** Lets go of what a program that was killed holds outside of JavaScript. */
  readonly letGo: (program: P) => void;
  readonly onTrouble: (what: string) => void;
}

interface Life<P> {
  readonly machine: Machine;
  readonly stateDir: string;
  readonly disk: RecordedDisk;
  readonly program: P | undefined;
}

/** A machine with a disk that outlives the lives of its program. */
export class Box<P extends Program> {
  readonly #options: BoxOptions<P>;
  #life: Life<P> | undefined;
  #files: Files = new Map();
  lives = 0;
  /** Since when the program has served, by the clock of the world; Infinity while it does not. */
  servesSince = Number.POSITIVE_INFINITY;
  /** By how much its wall clock is wrong, ms. */
  ahead = 0;

  constructor(options: BoxOptions<P>) {
    this.#options = options;
  }

  /** Where the program keeps what survives it; nothing while none runs. */
  get stateDir(): string | undefined {
    return this.#life?.stateDir;
  }

  /** Puts this on the disk of a box that does not run. */
  lay(files: Files): void {
    this.#files = files;
  }

  get machine(): Machine | undefined {
    return this.#life?.machine;
  }

  get program(): P | undefined {
    return this.#life?.program;
  }

  boot(): void {
    if (this.#life) return;
    const { name, world, network, folder, disks, make, onTrouble } = this.#options;
    const stateDir = join(folder, `${name}-${this.lives++}`);
    mkdirSync(stateDir);
    layOut(stateDir, this.#files);
    const disk = new RecordedDisk(stateDir);
    disks.add(disk);
    const machine = new Machine(name, world, this.ahead);
    network.lighten(name);
    const failed = (error: unknown) => {
      if (!machine.isDead)
        onTrouble(`${name} does not start: ${error instanceof Error ? error.stack : error}`);
    };
    running.run(machine, () => {
      let program: P | undefined;
      try {
        program = make(machine, stateDir);
      } catch (error) {
        failed(error);
      }
      this.#life = { machine, stateDir, disk, program };
      Promise.resolve(program?.start()).then(() => {
        if (!machine.isDead) this.servesSince = world.clock.monotonic();
      }, failed);
    });
  }

  /** The program ends at once. With a cut the power goes as well, and the disk keeps what that leaves. */
  kill(cut?: Cut): void {
    const life = this.#life;
    if (!life) return;
    const { network, name, letGo, disks } = this.#options;
    this.#life = undefined;
    this.servesSince = Number.POSITIVE_INFINITY;
    disks.catchUp();
    disks.delete(life.disk);
    if (cut) network.darken(name);
    life.machine.kill();
    network.forget(life.machine);
    this.ahead = life.machine.ahead;
    this.#files = life.disk.after(cut ?? kept);
    // Not in the middle of its own work, which still has its turn.
    running.exit(() =>
      setImmediate(() => {
        const { program } = life;
        if (program) life.machine.bury(() => letGo(program));
        rmSync(life.stateDir, { recursive: true, force: true });
      }),
    );
  }

  /** Ends as a service manager ends it; resolves never if it is killed meanwhile. */
  async stop(): Promise<void> {
    const { machine, program } = this;
    if (!machine || !program) return;
    await running.run(machine, () => program.stop());
    if (this.machine === machine) this.kill();
  }
}
