import type { Site } from '../../../firmware/config/site';
import type { Season } from '../../../simulator/scenarios/scenario';

/** Everything is open from nine on for less than an hour: wires are dear. */
export function shortened({ opening: _, ...site }: Site, to: string): Site {
  const hours = [{ days: ['tue' as const], from: '09:00', to }];
  const services = site.services.map(({ exceptions: _, ...service }) => ({ ...service, hours }));
  return { ...site, opening: { closedOn: [] }, services };
}

/** As busy as what is left of the day. */
export const quiet: readonly Season[] = [{ from: '2014-01-01', times: 0.15, source: 'own' }];
