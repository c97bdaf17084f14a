import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import { didYouMean, listed } from '../suggest';
import { quoted } from '../words';
import { entriesOf } from './references';
import type { RuleContext } from './rule';

const belongsTo = { weights: 'weighted', order: 'own-order' } as const;

/** A policy has what it goes by, and nothing that another one goes by. */
export function* callingPolicies({ site, isTroubled }: RuleContext): Iterable<Finding> {
  for (const [index, counter] of (site.counters ?? []).entries()) {
    const calling = counter?.calling;
    const at = pointerTo('counters', index, 'calling');
    if (!calling || calling.policy === undefined || isTroubled(at)) continue;
    for (const setting of ['weights', 'order'] as const) {
      const policy = belongsTo[setting];
      const isThere = calling[setting] !== undefined;
      if (isThere === (calling.policy === policy)) continue;
      const message = isThere
        ? `${quoted(setting)} means nothing to the policy ${quoted(calling.policy)}; it belongs to ${quoted(policy)}`
        : `the policy ${quoted(policy)} needs ${quoted(setting)}`;
      yield { code: 'site-calling-policy', at: isThere ? at + pointerTo(setting) : at, on: 'key', message };
    }
  }
}

/** A weight or a place in the order of what the counter does not serve was meant for something else. */
export function* callingServices(context: RuleContext): Iterable<Finding> {
  const known = entriesOf(context, 'services');
  for (const [index, counter] of (context.site.counters ?? []).entries()) {
    const { calling, services } = counter ?? {};
    if (!calling || !known || !services?.every(id => id !== undefined)) continue;
    const at = pointerTo('counters', index, 'calling');
    const told = (id: string) => didYouMean(id, services) || `; it serves ${listed(services)}`;
    for (const id of Object.keys(calling.weights ?? {})) {
      if (services.includes(id)) continue;
      const message = `the counter does not serve ${quoted(id)}${told(id)}`;
      yield { code: 'site-calling-service', at: at + pointerTo('weights', id), on: 'key', message };
    }
    for (const [place, id] of (calling.order ?? []).entries()) {
      // What is no service at all is told where names are looked up.
      if (id === undefined || services.includes(id) || !known.includes(id)) continue;
      const message = `the counter does not serve ${quoted(id)}${told(id)}`;
      yield { code: 'site-calling-service', at: at + pointerTo('order', place), message };
    }
  }
}

/** Whoever needs more time is not waited for shorter than others. */
export function* patience({ site }: RuleContext): Iterable<Finding> {
  const places = [
    { at: '', noShow: site.noShow },
    ...(site.services ?? []).map((entry, index) => ({
      at: pointerTo('services', index),
      noShow: entry?.noShow,
    })),
    ...(site.counters ?? []).map((entry, index) => ({
      at: pointerTo('counters', index),
      noShow: entry?.noShow,
    })),
  ];
  for (const { at, noShow } of places) {
    const { waitSeconds, needsTimeSeconds } = noShow ?? {};
    if (waitSeconds === undefined || needsTimeSeconds === undefined || needsTimeSeconds >= waitSeconds)
      continue;
    yield {
      code: 'site-no-show-order',
      at: at + pointerTo('noShow', 'needsTimeSeconds'),
      message: `${needsTimeSeconds} seconds are less than the ${waitSeconds} that everybody is waited for`,
    };
  }
}
