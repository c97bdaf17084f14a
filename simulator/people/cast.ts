import type { Rules } from '../../firmware/servicepoint/rules';
import type { Time } from '../../hal/platform/time';
import type { Random } from '../random';
import type { Scenario } from '../scenarios/scenario';
import type { Office } from './office';

/** What it takes for people to live in an office. */
export interface Cast {
  readonly office: Office;
  readonly time: Time;
  readonly random: Random;
  readonly scenario: Scenario;
  /** What is written at the door and on the counters of the site. */
  readonly rules: Rules;
}
