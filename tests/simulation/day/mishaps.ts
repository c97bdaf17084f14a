import { garbage, silent } from '../../../simulator/printer';
import { type Cut, hollow, lost, some } from '../disk/recorded-disk';
import type { Box, Program } from './box';
import type { Fault, Step } from './plan';
import type { Town } from './town';

/** What may go wrong with machines, wires and devices, and how it ends. */
export class Mishaps {
  readonly #town: Town;
  /** When each part was disturbed last, by the clock of the world; Infinity while it is. */
  readonly #disturbed = new Map<string, number>();
  readonly #going = new Map<string, () => void | Promise<void>>();
  /** Told when one is over. */
  onEnd: () => void = () => {};

  constructor(town: Town) {
    this.#town = town;
  }

  /** For how long all of these parts have been left in peace, ms. */
  calmFor(...parts: readonly string[]): number {
    const now = this.#town.world.clock.monotonic();
    return Math.min(...parts.map(part => now - (this.#disturbed.get(part) ?? Number.NEGATIVE_INFINITY)));
  }

  /** Everything that goes on ends now. */
  endAll(): void {
    for (const name of [...this.#going.keys()]) this.#end(name);
  }

  begin({ what, n, lasts }: Step): void {
    const { network, printer, board, hub, room } = this.#town;
    const cable = (one: string, other: string) =>
      this.#for(`cable ${one} ${other}`, lasts, [one, 'net'], () => {
        network.cut(one, other);
        return () => network.mend(one, other);
      });
    const faults: Record<Fault, () => void> = {
      'hub-killed': () => this.#down(hub, 'hub', lasts % 8_000, undefined),
      'hub-power-cut': () => this.#down(hub, 'hub', lasts, this.#cut(n)),
      'hub-restarted': () => this.#restart(),
      'hub-killed-at-step': () => this.#atStep(n, lasts),
      'room-power-cut': () => this.#down(room, 'room', lasts, this.#cut(n)),
      'broker-gone': () =>
        this.#for('broker', lasts, ['net'], () => {
          this.#town.stopBroker();
          return () => this.#town.startBroker();
        }),
      'hub-cable-out': () => cable('hub', 'broker'),
      'room-cable-out': () => cable('room', 'broker'),
      'connections-reset': () => {
        network.drop('hub', 'broker');
        network.drop('room', 'broker');
        network.drop('hub', 'phone');
        this.#touch('net');
      },
      'clock-jumps': () => {
        const { machine } = hub;
        if (machine) machine.ahead += (n % 2 === 0 ? 1 : -1) * (2_000 + (n % 5) ** 4 * 200);
        this.#touch('hub');
      },
      'printer-cable-out': () => cable('hub', 'printer'),
      'printer-power-cut': () =>
        this.#for('printer', lasts, ['printer'], () => {
          void printer.powerOff();
          network.darken('printer');
          return () => {
            network.lighten('printer');
            void printer.powerOn();
          };
        }),
      'paper-out': () =>
        this.#for('paper', lasts, ['printer'], () => {
          printer.paperOut();
          return () => printer.loadPaper();
        }),
      'cover-open': () =>
        this.#for('cover', lasts, ['printer'], () => {
          printer.openCover();
          return () => printer.closeCover();
        }),
      'printer-garbage': () => this.#for('garbage', lasts, ['printer'], () => printer.behave(garbage(n))),
      'printer-silent': () => this.#for('silent', lasts, ['printer'], () => printer.behave(silent())),
      'board-reset': () => {
        board.reset();
        this.#touch('board');
      },
      'board-unplugged': () =>
        this.#for('board', lasts, ['board'], () => {
          board.unplug();
          return () => board.plug();
        }),
      'board-hung': () => {
        if (!board.isWell) return;
        this.#for('board', lasts, ['board'], () => {
          board.hang();
          return () => board.reset();
        });
      },
    };
    faults[what as Fault]();
  }

  #cut(n: number): Cut {
    const random = this.#town.world.random.stream(`cut ${n}`);
    return [lost, hollow, some(() => random.unit()), some(() => random.unit())][n % 4] ?? lost;
  }

  #down<P extends Program>(box: Box<P>, name: string, lasts: number, cut: Cut | undefined): void {
    this.#for(name, lasts, [name, 'net'], () => {
      box.kill(cut);
      return () => box.boot();
    });
  }

  #restart(): void {
    const { hub } = this.#town;
    this.#for('hub', 15_000, ['hub', 'net'], () => {
      hub.stop().catch(() => undefined);
      return () => {
        hub.kill();
        hub.boot();
      };
    });
  }

  /** The program is ended not at an instant but at one of its next steps: a write, an answer of the disk, a turn. */
  #atStep(n: number, lasts: number): void {
    const { hub } = this.#town;
    const { machine } = hub;
    if (!machine || this.#going.has('hub')) return;
    let left = 1 + (n % 400);
    machine.onStep = () => {
      if (--left > 0) return;
      machine.onStep = undefined;
      const cut = n % 3 === 0 ? undefined : this.#cut(n >> 3);
      this.#down(hub, 'hub', lasts % 10_000, cut);
    };
  }

  #for(name: string, lasts: number, parts: readonly string[], begin: () => () => void | Promise<void>): void {
    if (this.#going.has(name)) return;
    const end = begin();
    for (const part of parts) this.#disturbed.set(part, Number.POSITIVE_INFINITY);
    const over = () => {
      for (const part of parts) this.#disturbed.set(part, this.#town.world.clock.monotonic());
      return end();
    };
    this.#going.set(name, over);
    this.#town.world.clock.after(lasts, `end of ${name}`, () => this.#end(name));
  }

  #end(name: string): void {
    const over = this.#going.get(name);
    this.#going.delete(name);
    void over?.();
    this.onEnd();
  }

  #touch(part: string): void {
    if (this.#disturbed.get(part) !== Number.POSITIVE_INFINITY)
      this.#disturbed.set(part, this.#town.world.clock.monotonic());
  }
}
