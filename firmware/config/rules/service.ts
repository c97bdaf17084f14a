import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { quoted } from '../words';
import { entriesOf } from './references';
import type { RuleContext } from './rule';

/** A service that no counter serves takes customers who wait for nobody. */
export function* unservedServices(context: RuleContext): Iterable<Finding> {
  const { site } = context;
  const ids = entriesOf(context, 'services');
  const served = context.isTroubled('/counters')
    ? undefined
    : site.counters?.map(counter => counter?.services);
  // A counter that cannot be read, or names a service that is not there, may be the one that was to serve it.
  if (!ids || !served?.every(list => list?.every(id => id !== undefined && ids.includes(id)))) return;
  for (const [index, id] of ids.entries()) {
    if (served.some(list => list?.includes(id)) || ids.indexOf(id) !== index) continue;
    yield {
      code: 'site-service-unserved',
      at: pointerTo('services', index, 'id'),
      message: `no counter has ${quoted(id)} in its services`,
    };
  }
}

export function* unusedOrganisations(context: RuleContext): Iterable<Finding> {
  const ids = entriesOf(context, 'organisations');
  if (context.isTroubled('/services')) return;
  const owners = context.site.services?.map(service => service?.organisation);
  if (!ids || !owners?.every(id => id !== undefined && ids.includes(id))) return;
  for (const [index, id] of ids.entries()) {
    if (owners.includes(id) || ids.indexOf(id) !== index) continue;
    const message = `no service belongs to ${quoted(id)}`;
    yield { code: 'site-organisation-unused', at: pointerTo('organisations', index, 'id'), message };
  }
}
