import type { EventEmitter } from 'node:events';
import type { Device } from '../../hal/device';
import type { BoardPeer } from '../peers/board-peer';
import type { CodecPeer } from '../peers/codec-peer';
import type { Wishes } from '../people/people';
import type { Figure } from '../people/room';
import type { SimulatedPrinter } from '../printer';

/** A message as the broker got it. */
export interface BrokerMessage {
  readonly topic: string;
  readonly payload: string;
}

import type { PlanView } from './bench-view';

/** What the bench needs of a simulated site. Read when the web server starts and at each request, so it may be made after the page. */
export interface BenchSite {
  /** By the names of the printers in the site file; empty when a real printer is used. */
  readonly printers: ReadonlyMap<string, SimulatedPrinter>;
  /** None, if left out. */
  readonly boards?: readonly BoardPeer[];
  /** By the names of the ring sources in the site file; none, if left out. */
  readonly codecs?: ReadonlyMap<string, CodecPeer>;
  /** Of the appliance, by the names of the site file; what is neither virtual nor on a simulated board is not shown. */
  readonly devices: ReadonlyMap<string, Device>;
  /** Customers and advisors who come by themselves. */
  readonly people?: {
    readonly areIn: boolean;
    letIn(): void;
    sendAway(): Promise<void>;
    /** Everybody who is in; a picture of the room needs them. */
    readonly figures?: readonly Figure[];
    watch?(look: () => void): () => void;
    /** Asked of whoever comes next. */
    wishes?: Wishes;
    readonly services?: readonly string[];
  };
  /** How fast time passes for the box and its people; the machine's own, if left out. */
  readonly pace?: { pace: number; readonly paces: readonly number[] };
  /** The way from the box to the broker. */
  readonly network?: { cut(): Promise<void>; mend(): Promise<void> };
  /** What stands where, by the site file. */
  readonly plan?: PlanView;
  /** The clock on the wall of the box, ms since 1970-01-01 UTC. */
  readonly now?: () => number;
  /** Tells of every message that reaches the broker. */
  readonly broker?: EventEmitter<{ message: [message: BrokerMessage] }>;
}
