import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { SiteException, SiteHours } from '../site';
import type { RuleContext } from './rule';

interface Listed<T> {
  readonly pointer: string;
  readonly list: readonly (Draft<T> | undefined)[];
}

/** Every list of hours of a site: of the point, of services, of advisors, and of each day that differs. */
export function* hourLists(context: RuleContext): Iterable<Listed<SiteHours>> {
  const { opening, services = [], counters = [] } = context.site;
  if (opening?.hours) yield { pointer: pointerTo('opening', 'hours'), list: opening.hours };
  for (const [index, service] of services.entries()) {
    if (service?.hours) yield { pointer: pointerTo('services', index, 'hours'), list: service.hours };
  }
  for (const [index, counter] of counters.entries()) {
    if (counter?.roster) yield { pointer: pointerTo('counters', index, 'roster'), list: counter.roster };
  }
  for (const { pointer, list } of exceptionLists(context)) {
    for (const [index, exception] of list.entries()) {
      if (exception?.hours) yield { pointer: `${pointer}/${index}/hours`, list: exception.hours };
    }
  }
}

export function* exceptionLists({ site }: RuleContext): Iterable<Listed<SiteException>> {
  const { opening, services = [] } = site;
  if (opening?.exceptions) yield { pointer: pointerTo('opening', 'exceptions'), list: opening.exceptions };
  for (const [index, service] of services.entries()) {
    if (service?.exceptions)
      yield { pointer: pointerTo('services', index, 'exceptions'), list: service.exceptions };
  }
}
