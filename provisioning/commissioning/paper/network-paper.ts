import type { Block, PrintDocument } from '../../../hal/print-document';
import type { PaperWidth } from '../../../hal/ticket-printer';
import type { CheckResult, HostPort } from '../network/check-network';
import type { NetworkWants } from '../network/network-wants';
import { type SetupLanguage, sayIn } from '../words/words';
import { gap, lines, pair, rule } from './lines';

/** The sheet for the IT of the town, on the paper at hand. */
export function networkPaper(
  wants: NetworkWants,
  found: readonly CheckResult[],
  language: SetupLanguage,
  paper: PaperWidth,
): PrintDocument {
  const say = sayIn(language);
  const heading = (text: string): Block[] => [gap, ...lines(text, paper, { bold: true })];
  const at = (place: HostPort | undefined) => (place ? `${place.host}:${place.port}` : say('sheet-unknown'));
  return [
    ...lines(say('sheet-to'), paper, { align: 'center' }),
    ...lines(say('sheet-title'), paper, { bold: true, align: 'center', large: true }),
    rule,
    ...pair(say('sheet-box'), wants.box, paper),
    ...heading(`1. ${say('sheet-socket')}`),
    ...lines(say('sheet-socket-want'), paper),
    ...lines(wants.mac, paper, { bold: true }),
    ...heading(`2. ${say('sheet-names')}`),
    ...lines(say('sheet-names-want'), paper),
    ...(wants.names.length > 0 ? wants.names : [say('sheet-unknown')]).flatMap(name =>
      lines(name, paper, { bold: true }),
    ),
    ...heading(`3. ${say('sheet-out')}`),
    ...lines(say('sheet-out-want'), paper),
    ...lines(at(wants.region), paper, { bold: true }),
    { block: 'text', text: `  ${say('sheet-region')}` },
    ...lines(at(wants.broker), paper, { bold: true }),
    { block: 'text', text: `  ${say('sheet-broker')}` },
    ...lines(say('sheet-untouched'), paper),
    ...heading(`4. ${say('sheet-time')}`),
    ...lines(say('sheet-time-want'), paper),
    ...heading(`5. ${say('sheet-inside')}`),
    ...lines(say('sheet-inside-want', { ports: wants.ports.join(', ') }), paper),
    rule,
    ...lines(say('sheet-found'), paper, { bold: true }),
    ...found.flatMap(({ check, result, code }) =>
      pair(say(`check-${check}`), code === undefined ? say(result) : `${say(result)} (${code})`, paper),
    ),
  ];
}
