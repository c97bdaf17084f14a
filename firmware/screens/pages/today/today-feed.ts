import type { Name } from '../../../texts/name-in';
import type { KioskService } from '../kiosk/kiosk-feed';
import type { ShellFeed } from '../shell/frame';

/** What is on at the point today: the same on the lobby displays and the info-TV (CFG-01, DSP-08). */
export interface TodayFeed extends ShellFeed {
  /** In the order of the site file; where customers turn who do not know, last. */
  readonly services: readonly TodayService[];
  /** What the point tells everybody today. */
  readonly notices: readonly Name[];
}

export interface TodayService extends KioskService {
  /** First letter of its numbers. */
  readonly letter: string;
  readonly organisation: Name;
  /** Of today, minutes since local midnight; none when it is not open today. Absent for one without hours. */
  readonly hours?: readonly { readonly from: number; readonly to: number }[];
}
