import { EventEmitter } from 'node:events';
import type { Duplex } from 'node:stream';
import type { Time } from '../../hal/platform/time';
import { Controller } from './device/controller';
import { type Profile, type ProfileName, profiles } from './device/profile';
import type { PrinterStatus } from './device/status';
import { TicketFolder } from './device/ticket-folder';
import { type Ticket, TicketStore } from './device/ticket-store';
import { defaultDots } from './language/decode';
import type { Complaint } from './language/items';
import { type Behaviour, silent } from './wire/behaviour';
import { Listener } from './wire/listener';
import { Wire } from './wire/wire';

export interface SimulatedPrinterOptions {
  readonly time: Time;
  /** TCP port on 127.0.0.1; 0, the default, for any that is free. */
  readonly port?: number;
  /** Width of the printable area in dots: 576 (80 mm roll, the default) or 384 (58 mm roll). */
  readonly dots?: number;
  readonly profile?: ProfileName | Profile;
  /** Bytes; 4096 when absent. */
  readonly receiveBuffer?: number;
  /** Bytes behind a full receive buffer that are still searched for real-time commands; 1024 when absent. */
  readonly lookAhead?: number;
  /** Millimetres per second, 150 when absent; Infinity prints at once. */
  readonly speed?: number;
  /** Milliseconds per cut, 250 when absent. */
  readonly cutTime?: number;
  /** Millimetres on the roll, 75 000 when absent. */
  readonly paper?: number;
  /** Millimetres left when the near-end sensor reports, 5 000 when absent; 0 for a printer without that sensor. */
  readonly nearEnd?: number;
  /** Each ticket is written here as NNNN.bin and NNNN.png. */
  readonly folder?: string;
}

export interface SimulatedPrinterEvents {
  /** Printing data arrived: `at` is the monotonic time, `count` how many bytes. Real-time commands do not count. */
  byte: [{ readonly at: number; readonly count: number }];
  /** A piece of paper came off. */
  ticket: [ticket: Ticket];
  status: [status: PrinterStatus];
  complaint: [complaint: Complaint];
}

/** An ESC/POS printer that a program can reach over TCP or any byte stream, with everything that can go wrong. */
export class SimulatedPrinter {
  readonly events = new EventEmitter<SimulatedPrinterEvents>();
  readonly complaints: Complaint[] = [];
  private readonly time: Time;
  private readonly store: TicketStore;
  private readonly controller: Controller;
  private readonly listener: Listener;
  private readonly wires = new Set<Wire>();
  private readonly behaviours: Behaviour[] = [];
  private readonly roll: { readonly full: number; readonly nearEnd: number };
  private readonly folder: TicketFolder | undefined;
  private isStarted = false;
  private isCableOut = false;
  private bytes = 0;
  private connections = 0;

  constructor(options: SimulatedPrinterOptions) {
    const profile =
      typeof options.profile === 'object' ? options.profile : profiles[options.profile ?? 'epson'];
    this.time = options.time;
    this.roll = { full: options.paper ?? 75_000, nearEnd: options.nearEnd ?? 5_000 };
    const dots = options.dots ?? defaultDots;
    this.folder = options.folder === undefined ? undefined : new TicketFolder(options.folder, dots);
    this.store = new TicketStore(options.time, ticket => {
      this.folder?.write(ticket);
      this.events.emit('ticket', ticket);
    });
    this.listener = new Listener(options.port ?? 0, socket => this.connect(socket, false));
    if (!profile.answers) this.behaviours.push(silent());
    this.controller = new Controller({
      time: options.time,
      profile,
      dots,
      receiveBuffer: options.receiveBuffer ?? 4096,
      lookAhead: options.lookAhead ?? 1024,
      mechanism: {
        speed: options.speed ?? 150,
        cutTime: options.cutTime ?? 250,
        paper: this.roll.full,
        nearEnd: this.roll.nearEnd,
      },
      store: this.store,
      onComplaint: complaint => {
        this.complaints.push(complaint);
        this.events.emit('complaint', complaint);
      },
      onStatus: status => this.events.emit('status', status),
      broadcast: bytes => {
        for (const wire of this.wires) wire.answer(bytes);
      },
      onRoom: () => {
        for (const wire of this.wires) wire.deliver();
      },
    });
  }

  /** Listens on 127.0.0.1. Not needed for `attach`. */
  async start(): Promise<void> {
    this.isStarted = true;
    await this.listener.become('open');
  }

  /** Ends every connection and every timer. What has been printed stays in `tickets`; files are written when this resolves. */
  async stop(): Promise<void> {
    this.isStarted = false;
    this.isCableOut = false;
    this.controller.stop();
    for (const wire of [...this.wires]) wire.stop();
    await this.listener.become('refused');
    await this.folder?.flush();
  }

  /** The TCP port, known after `start` and kept from then on. */
  get port(): number {
    return this.listener.port;
  }

  /** As a site file names it. */
  get url(): string {
    return `tcp://127.0.0.1:${this.port}`;
  }

  /** Every piece of paper that came off, oldest first. */
  get tickets(): readonly Ticket[] {
    return this.store.tickets;
  }

  get status(): PrinterStatus {
    return this.controller.status;
  }

  /** Millimetres on the roll. */
  get paper(): number {
    return this.controller.mechanism.paper;
  }

  /** Bytes received and not yet carried out. */
  get buffered(): number {
    return this.controller.buffered;
  }

  /** True when nothing is being printed and nothing waits to be. */
  get isIdle(): boolean {
    return this.controller.isIdle;
  }

  get counters(): Readonly<
    Record<'tickets' | 'cuts' | 'millimetres' | 'bytes' | 'connections' | 'complaints', number>
  > {
    const { cuts, millimetres } = this.controller.mechanism;
    return {
      tickets: this.tickets.length,
      cuts,
      millimetres: Math.round(millimetres),
      bytes: this.bytes,
      connections: this.connections,
      complaints: this.complaints.length,
    };
  }

  /** Connects a byte stream, such as one end of a pseudo-terminal. Returns how to disconnect it. */
  attach(duplex: Duplex): () => void {
    const wire = this.connect(duplex, true);
    return () => wire?.stop();
  }

  /** Adds a behaviour; returns how to end it. */
  behave(behaviour: Behaviour): () => void {
    this.behaviours.push(behaviour);
    return () => {
      const at = this.behaviours.indexOf(behaviour);
      if (at >= 0) this.behaviours.splice(at, 1);
      for (const wire of this.wires) wire.deliver();
    };
  }

  /** The roll ends at once, in the middle of whatever is being printed. */
  paperOut(): void {
    this.controller.mechanism.setPaper(0);
  }

  /** A new roll. If the cover is closed, printing goes on where it stopped. */
  loadPaper(millimetres: number = this.roll.full): void {
    this.controller.mechanism.setPaper(millimetres);
  }

  /** So little is left that the near-end sensor reports. */
  paperNearEnd(): void {
    this.controller.mechanism.setPaper(this.roll.nearEnd);
  }

  openCover(): void {
    this.controller.mechanism.setCover(true);
  }

  closeCover(): void {
    this.controller.mechanism.setCover(false);
  }

  /** The blade will get stuck at the next cut. That cut fails and the printer reports a cutter error. */
  cutterJam(): void {
    this.controller.mechanism.setBlade(true);
  }

  /** The blade is free again. A printer that has reported the error keeps it until `DLE ENQ`, `DLE DC4 8` or a power cycle. */
  clearCutterJam(): void {
    this.controller.mechanism.setBlade(false);
  }

  /** Power lost: buffers and settings gone, connections dead without a word, new ones not answered. */
  async powerOff(): Promise<void> {
    this.controller.powerOff();
    await this.applyReachability();
  }

  /** Power back: what was connected before is reset. */
  async powerOn(): Promise<void> {
    this.controller.powerOn();
    this.resetConnections();
    await this.applyReachability();
  }

  /** Half-open: connections freeze without an end, what is sent in either direction waits, new connections are not answered. */
  async unplugCable(): Promise<void> {
    this.isCableOut = true;
    await this.applyReachability();
  }

  /**
   * What was under way arrives. With `lost`, as after an outage so long that a side has given up: it is gone and what was
   * connected is reset.
   */
  async plugCable(options: { readonly lost?: boolean } = {}): Promise<void> {
    this.isCableOut = false;
    if (options.lost) this.resetConnections();
    await this.applyReachability();
  }

  /** Nothing listens on the port: new connections are refused, open ones stay. */
  async refuseConnections(): Promise<void> {
    await this.listener.become('refused');
  }

  async acceptConnections(): Promise<void> {
    await this.listener.become('open');
  }

  private get isUnreachable(): boolean {
    return this.isCableOut || !this.status.power;
  }

  private async applyReachability(): Promise<void> {
    for (const wire of [...this.wires]) {
      if (this.isUnreachable) wire.freeze();
      else wire.thaw();
    }
    if (this.isStarted) await this.listener.become(this.isUnreachable ? 'unanswered' : 'open');
  }

  private resetConnections(): void {
    for (const wire of [...this.wires]) if (!wire.isLossy) wire.stop(true);
  }

  private connect(duplex: Duplex, isLossy: boolean): Wire | undefined {
    const open = this.wires.size;
    const wire = new Wire(duplex, {
      time: this.time,
      isLossy,
      behaviours: () => this.behaviours,
      room: () => this.controller.room,
      onBytes: (bytes, from) => this.take(bytes, from),
      onClose: closed => this.wires.delete(closed),
    });
    if (this.behaviours.some(behaviour => behaviour.accept?.(open) === false)) {
      wire.stop(true);
      return undefined;
    }
    this.connections += 1;
    this.wires.add(wire);
    wire.start();
    if (this.isUnreachable) wire.freeze();
    return wire;
  }

  private take(bytes: Uint8Array, wire: Wire): void {
    this.bytes += bytes.length;
    const at = this.time.monotonic();
    const count = this.controller.receive(bytes, wire);
    if (count > 0) this.events.emit('byte', { at, count });
  }
}
