import type { CatalogueCode } from '../../platform/catalogue';

/** What happens on one connection. After `closed` nothing more happens. */
export interface ConnectionEvents {
  opened(): void;
  received(bytes: Uint8Array): void;
  /**
   * Exactly once per connection, never from inside a call to it, also when it was never open. `code`: what is known of the cause; a
   * printer that is only unreachable has none.
   */
  closed(reason: string, code?: CatalogueCode): void;
}

/** One way for bytes to a printer and back, from the attempt to open it to its end. */
export interface Connection {
  /**
   * Hands the bytes over in one piece; calls `taken`, later, when all of them have left the box as far as it can know.
   * @returns true when that is so already: then `taken` is not called
   */
  write(bytes: Uint8Array, taken?: () => void): boolean;
  /** Ends in order: what was written is still delivered, for as long as that takes. */
  close(): void;
  /** Ends at once; what was not delivered yet is thrown away, so that it cannot come out late. */
  reset(): void;
}

/** TCP, a serial line, a USB printer class device. One attempt per call; trying again is not its business. */
export interface Transport {
  connect(events: ConnectionEvents): Connection;
}
