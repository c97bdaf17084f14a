import { accept, type Decision } from '../decision';
import type { ServicePointView } from '../state';
import type { Mode } from '../vocabulary';

/** Live, demonstration or training (product.md, "Modes"; STA rows: what is not live is in no figure). */
export function changeMode(state: ServicePointView, mode: Mode): Decision {
  if (state.mode === mode) return accept([], { mode });
  return accept([{ type: 'appliance.mode-changed', data: { mode } }], { mode });
}
