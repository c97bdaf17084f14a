/** An open way to a board. */
export interface Wire {
  /** Queues bytes; a wire that is gone takes them and does nothing. */
  write(bytes: Uint8Array): void;
  /** Nothing is received or lost after the call; resolves when the port is free. */
  close(): Promise<void>;
}

export interface WireEnd {
  received(bytes: Uint8Array): void;
  /** The port broke down or the board was unplugged; at most once, and never after `close`. */
  lost(reason: string): void;
}

/** @throws TiskiError `board-busy`, `board-forbidden`, `board-absent`, `board-port-failed` */
export type OpenWire = (path: string, end: WireEnd) => Promise<Wire>;
