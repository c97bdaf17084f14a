import type { Time } from '../../../hal/platform/time';
import { textOfItems } from '../language/decode';
import type { DecodedItem } from '../language/items';

/** Why a piece of paper is not simply one ticket from its first to its last line. */
export type Interruption = 'paper-end' | 'cleared' | 'power-off';

/** One piece of paper as a person would hold it: from the last cut, or the head of a new roll, to a cut or the end of the roll. */
export interface Ticket {
  /** 1 for the first piece. */
  readonly number: number;
  /** What was carried out to print it. */
  readonly bytes: Uint8Array;
  readonly items: readonly DecodedItem[];
  readonly text: readonly string[];
  /** When the piece came off, wall clock in milliseconds. */
  readonly at: number;
  /** Cut, from a whole job, and nothing happened in between. */
  readonly complete: boolean;
  /** True for the rest of a ticket whose beginning is on the roll before: the ghost. */
  readonly continuation: boolean;
  readonly interruptions: readonly Interruption[];
}

/** Collects what comes onto the paper and keeps each piece. */
export class TicketStore {
  readonly tickets: Ticket[] = [];
  private readonly time: Time;
  private readonly onTicket: (ticket: Ticket) => void;
  private items: DecodedItem[] = [];
  private bytes: Uint8Array[] = [];
  private interruptions: Interruption[] = [];
  private isContinuation = false;

  constructor(time: Time, onTicket: (ticket: Ticket) => void) {
    this.time = time;
    this.onTicket = onTicket;
  }

  /** Whether anything is printed on the paper that still hangs out of the printer. */
  get hasPrint(): boolean {
    return this.items.some(item => item.item !== 'feed' && item.item !== 'pulse');
  }

  addBytes(bytes: Uint8Array): void {
    this.bytes.push(bytes);
  }

  add(item: DecodedItem): void {
    this.items.push(item);
    if (item.item === 'cut') this.close();
  }

  /** The job was cut short, but the paper hangs on: what is printed next comes out on the same piece. */
  interrupt(interruption: Interruption): void {
    if (this.hasPrint) this.interruptions.push(interruption);
  }

  /** The roll ended: the piece falls out. `unfinished`: more of the job is waiting. */
  endOfRoll(unfinished: boolean): void {
    if (!this.hasPrint) return;
    this.interruptions.push('paper-end');
    this.close();
    this.isContinuation = unfinished;
  }

  /** What was waiting will not be printed after all. */
  forgetRest(): void {
    this.isContinuation = false;
    this.bytes = this.hasPrint ? this.bytes : [];
  }

  private close(): void {
    const ticket: Ticket = {
      number: this.tickets.length + 1,
      bytes: Buffer.concat(this.bytes),
      items: this.items,
      text: textOfItems(this.items),
      at: this.time.now(),
      complete: this.interruptions.length === 0 && !this.isContinuation,
      continuation: this.isContinuation,
      interruptions: this.interruptions,
    };
    this.items = [];
    this.bytes = [];
    this.interruptions = [];
    this.isContinuation = false;
    this.tickets.push(ticket);
    this.onTicket(ticket);
  }
}
