import { accept, type Decision } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { afterCopy } from './numbering';

/** The state is older than the end of the box that it is of: no number that it may have given since is given again (product.md, "Tickets"). */
export function takenOver(state: ServicePointView, asOf: number, rules: Rules): Decision {
  const letters = [...new Set([...rules.services.values()].map(({ letter }) => letter))].sort();
  const numbers = letters.map(letter => ({ letter, after: afterCopy(state.numbers.get(letter)) }));
  return accept([{ type: 'appliance.taken-over', data: { asOf, numbers } }]);
}
