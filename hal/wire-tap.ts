import type { Edge } from './line';

/**
 * Hears what passes on the wires before a driver makes anything of it: for a technician who looks at a wire. It must not throw, hold anything
 * back, or change the bytes.
 */
export interface WireTap {
  /** @param place the wire in the words of the site file, such as `pin 2` */
  edge(device: string, place: string, edge: Edge): void;
  /** @param wire name of the device, or the port of a board, whose one wire carries all its devices */
  bytes(wire: string, direction: 'sent' | 'received', bytes: Uint8Array): void;
}
