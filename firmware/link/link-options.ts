import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { AcceptanceReport } from '../acceptance/acceptance-report';
import type { Site } from '../config/site';
import type { ConfigurationDesk } from '../configuration/configuration-desk';
import type { RingReports } from '../places/ring-reports';
import type { Runtime } from '../runtime';
import type { UpdateDesk } from '../update/update-desk';
import type { Credentials } from './credentials';
import type { BoxState } from './messages';
import type { Present } from './present';

export interface LinkOptions {
  readonly runtime: Runtime;
  /** Without `mqtt` in it the link does nothing. */
  readonly site: Site;
  readonly version: string;
  readonly time: Time;
  readonly log: Log;
  /** Draws from [0, 1); for the back-off. */
  readonly random: () => number;
  /** Read before every attempt, so that a renewed certificate needs no restart; user and password of the site file by default. */
  readonly credentials?: () => Credentials;
  /** Whether the wall clock was synchronised when the event of this sequence was made; always, by default. */
  readonly clockSynced?: (sequence: number) => boolean;
  /** What the box says of itself; unknown by default. */
  readonly boxHealth?: () => BoxState;
  /** What devices have counted, and what satellites told of their machines besides their health; neither is told by default. */
  readonly healthDetail?: Pick<Present, 'counters' | 'satelliteDetail'>;
  /** Where reports of ringing go; none are asked for without it, or without a device that takes them. */
  readonly ringReports?: RingReports;
  /** Where it remembers what it told other programs; nothing is told to Home Assistant or Homie without it. */
  readonly stateDir?: string;
  /** Takes what is desired of the configuration; nothing is said of one without it. */
  readonly configuration?: Pick<ConfigurationDesk, 'take' | 'reported'>;
  /** The same of the release. */
  readonly update?: Pick<UpdateDesk, 'take' | 'reported'>;
  /** What a technician accepted; nothing is said of one without it. */
  readonly acceptance?: AcceptanceReport | undefined;
}
