import type { CallingRules } from '../servicepoint/queue/calling-rules';
import type { SiteCalling } from './site';

/** The policy of a counter as the core knows it. */
export function callingOf({
  policy,
  weights = {},
  order = [],
  firstAfterMinutes,
}: SiteCalling): CallingRules {
  switch (policy) {
    case 'weighted':
      return { policy, weights, firstAfter: firstAfterMinutes };
    case 'own-order':
      return { policy, order, firstAfter: firstAfterMinutes };
    default:
      return { policy };
  }
}
