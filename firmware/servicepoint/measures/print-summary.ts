import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';

/**
 * STA-07. Somebody at a counter, in the lobby or with a tool wants the figures of a day on paper. Of the days before today those can be had that were
 * closed lately. Nothing is printed late: a printer that is known to be unable is a refusal.
 */
export function printSummary(
  state: ServicePointView,
  args: CommandArgs<'print-summary'>,
  rules: Rules,
): Decision {
  const day = args.day ?? state.day;
  if (day !== state.day && !state.measures.closed.includes(day)) return refuse('measures-unknown', day);
  const kiosks = [...rules.kiosks.values()];
  const kiosk =
    args.kiosk === undefined
      ? kiosks.find(({ printer }) => printer !== undefined)
      : rules.kiosks.get(args.kiosk);
  if (!kiosk) return refuse('kiosk-unknown', args.kiosk ?? 'no kiosk of the site has a printer');
  if (kiosk.printer === undefined || state.devices.get(kiosk.printer)?.health === 'failed')
    return refuse('printer-unable', kiosk.id);
  const [first] = rules.languages;
  const { language: wanted = first } = args;
  const data = { day, kiosk: kiosk.id, language: rules.languages.includes(wanted) ? wanted : first };
  return accept([{ type: 'measure.summary-asked', data }], data);
}
