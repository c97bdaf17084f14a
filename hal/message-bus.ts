import type { Listenable } from './device';

export interface BusMessage {
  /** Below `tiski/1/{site}/`. */
  readonly topic: string;
  readonly payload: Buffer;
}

export interface MessageBusEvents {
  /** Messages go and come again; what was published before may be lost. */
  online: [];
  offline: [];
}

export interface Delivery {
  /** The broker keeps it for whoever subscribes later. */
  readonly retain?: boolean;
  /** Whether the broker has to acknowledge it (QoS 1); true, if left out. */
  readonly assured?: boolean;
}

/**
 * The appliances of one site speak to each other over it. Topics are those below `tiski/1/{site}/`. It keeps nothing back: what cannot be
 * sent now is never sent, so that nothing arrives late by its doing. The network below it still may be late.
 */
export interface MessageBus {
  /** This appliance's id on the site. */
  readonly appliance: string;
  /** Names this run of the program: another one after each start. */
  readonly run: string;
  readonly online: boolean;
  readonly events: Listenable<MessageBusEvents>;
  /** @returns false if it is offline and nothing was sent */
  publish(topic: string, payload: string, delivery?: Delivery): boolean;
  /** Also gets what is retained, after each return to the broker anew. @returns ends it */
  subscribe(filter: string, handler: (message: BusMessage) => void): () => void;
}
