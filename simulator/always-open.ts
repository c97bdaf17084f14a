import type { Site } from '../firmware/config/site';

/** The simulated site serves at any hour of any day. */
export function alwaysOpen(site: Site): Site {
  const { opening: _, ...rest } = site;
  return {
    ...rest,
    opening: { closedOn: [] },
    services: site.services.map(({ hours: _hours, exceptions: _exceptions, ...service }) => service),
    counters: site.counters.map(({ roster: _roster, ...counter }) => counter),
  };
}
