import type { Site } from '../config/site';

/**
 * The site as it is configured at this moment. Whoever shows or prints something of it looks here each time, and keeps nothing of it; a change is
 * the fact `appliance.configured`, and comes before everybody else hears of that fact. Devices, network and the ids of all lists stay the same
 * until the program ends.
 */
export interface SiteNow {
  readonly now: Site;
}
