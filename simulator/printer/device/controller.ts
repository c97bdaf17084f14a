import type { Time } from '../../../hal/platform/time';
import { Composer } from '../language/composer';
import { type Frame, Framer } from '../language/framer';
import type { Complaint, DecodedItem } from '../language/items';
import { type ItemEnd, Mechanism, type MechanismOptions } from './mechanism';
import type { Profile } from './profile';
import { ReceiveBuffer } from './receive-buffer';
import { Receiver } from './receiver';
import {
  automaticStatus,
  clearResponse,
  identity,
  isWatchedChange,
  type PrinterStatus,
  processIdResponse,
  queuedStatus,
  realTimeStatus,
} from './status';
import type { TicketStore } from './ticket-store';
import { counterAnswer } from './wear';

/** The way back to who sent a command. */
export interface Host {
  answer(bytes: Uint8Array): void;
}

export interface ControllerOptions {
  readonly time: Time;
  readonly profile: Profile;
  readonly dots: number;
  /** Bytes. */
  readonly receiveBuffer: number;
  /** Bytes that are still looked at for real-time commands when the receive buffer is full. */
  readonly lookAhead: number;
  readonly mechanism: MechanismOptions;
  readonly store: TicketStore;
  readonly onComplaint: (complaint: Complaint) => void;
  readonly onStatus: (status: PrinterStatus) => void;
  /** To every host that is connected. */
  readonly broadcast: (bytes: Uint8Array) => void;
  /** There may be room for more bytes. */
  readonly onRoom: () => void;
}

interface Waiting {
  readonly item: DecodedItem;
  /** The commands that led to it. */
  readonly bytes: Uint8Array;
}

/** The printer's own program: takes bytes in, carries commands out in their order, moves the mechanism, answers. */
export class Controller {
  readonly mechanism: Mechanism;
  private readonly options: ControllerOptions;
  private readonly buffer: ReceiveBuffer<Host>;
  private readonly receiver: Receiver<Host>;
  private readonly framer = new Framer();
  private composer: Composer;
  private hasPower = true;
  private powerUps = 1;
  private waiting: Waiting[] = [];
  /** Carried out since the last item that was queued. */
  private unprinted: Uint8Array[] = [];
  /** Process ids whose line is not printed yet. */
  private heldIds: { readonly host: Host; readonly id: Uint8Array }[] = [];
  /** The parameter of `GS a`. */
  private watched = 0;
  private frameStart = 0;
  private isPumping = false;
  private lastStatus: PrinterStatus;

  constructor(options: ControllerOptions) {
    this.options = options;
    this.buffer = new ReceiveBuffer(options.receiveBuffer);
    this.receiver = new Receiver({
      buffer: this.buffer,
      realTimeInsideData: options.profile.realTimeInsideData,
      onRealTime: (frame, host) => this.realTime(frame, host),
    });
    this.mechanism = new Mechanism(options.time, options.mechanism, () => this.changed());
    this.composer = this.freshComposer();
    this.lastStatus = this.status;
  }

  get status(): PrinterStatus {
    return { power: this.hasPower, online: this.isOnline, ...this.mechanism.sensors };
  }

  private get isOnline(): boolean {
    return this.hasPower && this.mechanism.isReady;
  }

  /** Bytes in the receive buffer. */
  get buffered(): number {
    return this.buffer.length;
  }

  /** How many bytes may be given to `receive` now. */
  get room(): number {
    return this.hasPower
      ? Math.max(0, this.buffer.capacity + this.options.lookAhead - this.buffer.length)
      : 0;
  }

  /** Nothing is being printed and nothing waits to be. */
  get isIdle(): boolean {
    return this.waiting.length === 0 && this.buffer.length === 0 && !this.mechanism.isBusy;
  }

  /** @returns how many of the bytes are printing data rather than real-time commands. */
  receive(bytes: Uint8Array, host: Host): number {
    if (!this.hasPower) return 0;
    const kept = this.receiver.receive(bytes, host);
    this.pump();
    return kept;
  }

  /** Receive and print buffer lost; the settings of commands go back to their defaults. */
  powerOff(): void {
    if (!this.hasPower) return;
    this.dropEverything('power-off');
    this.hasPower = false;
    this.watched = 0;
    this.composer = this.freshComposer();
    this.changed();
  }

  powerOn(): void {
    if (this.hasPower) return;
    this.hasPower = true;
    this.powerUps += 1;
    this.mechanism.recover();
    this.changed();
  }

  stop(): void {
    this.mechanism.interrupt();
  }

  private freshComposer(): Composer {
    const { dots, profile, onComplaint } = this.options;
    return new Composer({ dots, codePages: profile.codePages, onComplaint });
  }

  /** Emits what changed, tells hosts that asked for it, and goes on printing if possible. */
  private changed(): void {
    const before = this.lastStatus;
    const after = this.status;
    this.lastStatus = after;
    if (after.paper === 'end' && before.paper !== 'end') {
      const unfinished = this.waiting.length > 0 || this.buffer.length > 0 || !this.composer.line.isEmpty;
      this.options.store.endOfRoll(unfinished);
    }
    const isSame = Object.entries(after).every(
      ([key, value]) => before[key as keyof PrinterStatus] === value,
    );
    if (!isSame) {
      const bytes = automaticStatus(after);
      if (isWatchedChange(this.watched, automaticStatus(before), bytes)) this.options.broadcast(bytes);
      this.options.onStatus(after);
    }
    this.pump();
  }

  private pump(): void {
    if (this.isPumping) return;
    this.isPumping = true;
    const before = this.buffer.length;
    while (this.step());
    this.isPumping = false;
    if (this.buffer.length < before) this.options.onRoom();
  }

  /** One item printed, or one byte carried out; false when there is nothing to do or it has to wait. */
  private step(): boolean {
    if (this.mechanism.isBusy || !this.isOnline) return false;
    const [next] = this.waiting;
    if (next) {
      this.mechanism.perform(next.item, end => this.ended(next, end));
      return true;
    }
    const taken = this.buffer.shift();
    if (!taken) return false;
    if (this.framer.isIdle) this.frameStart = taken.offset;
    const frame = this.framer.next(taken.byte);
    if (frame) this.carryOut({ ...frame, offset: this.frameStart }, taken.origin);
    return true;
  }

  private ended({ item, bytes }: Waiting, end: ItemEnd): void {
    if (end === 'stopped') return;
    this.waiting.shift();
    this.options.store.addBytes(bytes);
    this.options.store.add(item);
    if (this.waiting.length > 0 || !this.composer.line.isEmpty) return;
    for (const { host, id } of this.heldIds) host.answer(processIdResponse(id));
    this.heldIds = [];
  }

  private carryOut(frame: Frame, host: Host): void {
    this.unprinted.push(frame.bytes);
    if (this.lacks(frame)) return;
    this.reply(frame, host);
    for (const item of this.composer.apply(frame)) {
      this.waiting.push({ item, bytes: Buffer.concat(this.unprinted) });
      this.unprinted = [];
    }
  }

  private lacks({ command, parameters, offset }: Frame): boolean {
    const { lacks, cuts } = this.options.profile;
    const [how = 0] = parameters;
    const isOtherCut = command === 'GS V' && cuts !== undefined && !cuts.includes(how);
    if (!lacks.includes(command) && !isOtherCut) return false;
    this.complain(`${command} is not a command of this model: ignored`, offset);
    return true;
  }

  private complain(reason: string, offset: number): void {
    this.options.onComplaint({ offset, reason });
  }

  /** Commands that answer in their turn. */
  private reply(frame: Frame, host: Host): void {
    const { command, parameters, offset } = frame;
    const [n = 0] = parameters;
    const { cuts, millimetres } = this.mechanism;
    const counter = counterAnswer(frame, { cuts, millimetres, powerUps: this.powerUps });
    if (counter !== undefined)
      this.answerOrComplain(host, counter === 'unknown' ? undefined : counter, command, offset);
    else if (command === 'GS a') {
      this.watched = n;
      if (n !== 0) this.options.broadcast(automaticStatus(this.status));
    } else if (command === 'GS r')
      this.answerOrComplain(host, queuedStatus(n, this.status), `GS r ${n}`, offset);
    else if (command === 'GS I') this.answerOrComplain(host, identity(n), `GS I ${n}`, offset);
    else if (command === 'GS ( H') this.requestProcessId(parameters, host, offset);
  }

  private answerOrComplain(
    host: Host,
    answer: Uint8Array | number | undefined,
    command: string,
    offset: number,
  ): void {
    if (answer === undefined) this.complain(`${command} is out of range: ignored`, offset);
    else host.answer(typeof answer === 'number' ? Uint8Array.of(answer) : answer);
  }

  /** Everything before has been printed when this is carried out, except a line that is still in the line buffer. */
  private requestProcessId(parameters: Uint8Array, host: Host, offset: number): void {
    const [, , fn, m] = parameters;
    const id = parameters.slice(4);
    const isRight = fn === 48 && m === 48 && id.length === 4 && id.every(byte => byte >= 32 && byte <= 126);
    if (!isRight)
      this.complain('GS ( H: only function 48 with four bytes of 20H-7EH is known: ignored', offset);
    else if (this.composer.line.isEmpty) host.answer(processIdResponse(id));
    else this.heldIds.push({ host, id });
  }

  private realTime(frame: Frame, host: Host): void {
    if (this.lacks(frame)) return;
    const { command, parameters, offset } = frame;
    const [n = 0] = parameters;
    if (command === 'DLE EOT')
      this.answerOrComplain(host, realTimeStatus(n, this.status), `DLE EOT ${n}`, offset);
    else if (command === 'DLE ENQ') this.request(n);
    else if (command === 'DLE DC4' && n === 8) this.clearBuffers(parameters, host, offset);
  }

  /** `DLE ENQ 1` and `2` work only on an error that can be recovered from. */
  private request(n: number): void {
    if (this.status.error === 'none') return;
    if (n === 2) this.dropEverything('cleared');
    if (n === 1 || n === 2) this.mechanism.recover();
  }

  private clearBuffers(parameters: Uint8Array, host: Host, offset: number): void {
    const isRight = [8, 1, 3, 20, 1, 6, 2, 8].every((byte, at) => parameters[at] === byte);
    if (!isRight) {
      this.complain('DLE DC4 8 with the wrong parameters: ignored', offset);
      return;
    }
    this.dropEverything('cleared');
    this.mechanism.recover();
    host.answer(clearResponse);
    this.options.onRoom();
  }

  private dropEverything(why: 'cleared' | 'power-off'): void {
    this.mechanism.interrupt();
    const isUnfinished = !this.isIdle || !this.composer.line.isEmpty || !this.framer.isIdle;
    if (isUnfinished) this.options.store.interrupt(why);
    this.options.store.forgetRest();
    this.buffer.clear();
    this.receiver.reset();
    this.framer.reset();
    this.composer.clear();
    this.waiting = [];
    this.unprinted = [];
    this.heldIds = [];
  }
}
