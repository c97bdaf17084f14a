import { TiskiError } from '../../hal/platform/error';
import type { Runtime } from '../runtime';
import type { ServicePointView } from '../servicepoint/state';

/** The state as it may be shown: facts that still wait are committed first. @throws TiskiError `journal-unwritable` */
export function stateOnDisk({ journal, state }: Runtime): ServicePointView {
  if (journal.waiting > 0 && !journal.commit()) throw new TiskiError('journal-unwritable');
  return state;
}
