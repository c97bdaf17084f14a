import type { ServiceEvent } from '../events';

/** By this name the journal finds what is known of the clock. */
export const clockLabel = 'clock';

/** The name of a fact that says whether the clock is kept; nothing for any other. */
export function labelOfClock({ type }: ServiceEvent): string | undefined {
  return type === 'appliance.clock-changed' ? clockLabel : undefined;
}
