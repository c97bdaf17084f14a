import type { DeviceStatus } from '../../hal/device';
import type { Hal } from '../../hal/hal';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import type { Routes } from '../screens/extra-routes';
import type { Callers } from './callers';

/** Settings of the neighbours that a site file turns on. */
export type NeighbourSettings = NonNullable<Site['neighbours']>;

/** What an adapter is called: in the log, among the devices, and as the key of its settings. */
export type NeighbourName = keyof NeighbourSettings;

/**
 * A system beside the box, behind an adapter of its own. It learns of facts after they are on disk and everybody in the room has been served,
 * from a cursor of its own or from what is on disk; so it can neither slow nor break a customer's press.
 */
export interface Neighbour {
  readonly name: NeighbourName;
  /** How the other side is doing, three-valued as of any device. */
  readonly health: DeviceStatus;
  /** Called once when the server starts. */
  addRoutes?(routes: Routes): void;
  /** Begins to work, never throws; `signal` ends whatever is under way. */
  start?(signal: AbortSignal): void;
  /** Resolves when nothing of it runs any more; after `signal` was aborted. */
  stop?(): Promise<void>;
}

export interface NeighbourContext {
  readonly site: Site;
  readonly runtime: Pick<Runtime, 'journal' | 'events' | 'state' | 'rules'>;
  readonly hal: Pick<Hal, 'devices'>;
  /** Where imported callers go. */
  readonly callers: Callers;
  /** A folder of the neighbours alone that survives restarts. */
  readonly folder: string;
  readonly time: Time;
  readonly log: Log;
  readonly version: string;
  /** Uniform in [0, 1). */
  readonly random: () => number;
  /** To be called when the health may have changed. */
  readonly changed: () => void;
}
