import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Actor } from '../rights/actor';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';

/** ms. A slip that nobody has used by then is worth nothing. */
export const pairingCodeLasts = 10 * 60_000;

/**
 * Somebody at the point lets a technician in, who has no lasting secret to type (product.md, "People"): a slip with a code is printed. Nothing is printed late, so a printer that is known to be unable is a
 * refusal; the console of the box gives a code then.
 */
export function pairTechnician(
  state: ServicePointView,
  { kiosk: wanted, language }: CommandArgs<'pair-technician'>,
  { at, rules, by }: { readonly at: number; readonly rules: Rules; readonly by: Actor | undefined },
): Decision {
  if (wanted !== undefined && !rules.kiosks.has(wanted)) return refuse('kiosk-unknown', wanted);
  const kiosk = [...rules.kiosks.values()].find(
    ({ id, printer }) =>
      (wanted === undefined || id === wanted) &&
      printer !== undefined &&
      state.devices.get(printer)?.health !== 'failed',
  );
  if (!kiosk) return refuse('pairing-no-paper', wanted ?? '');
  const [first] = rules.languages;
  const inLanguage = language !== undefined && rules.languages.includes(language) ? language : first;
  return accept(
    [{ type: 'appliance.pairing-asked', data: { kiosk: kiosk.id, language: inLanguage, ...by } }],
    { kiosk: kiosk.id, until: at + pairingCodeLasts },
  );
}
