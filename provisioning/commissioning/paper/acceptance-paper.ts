import type { Block, PrintDocument } from '../../../hal/print-document';
import type { PaperWidth } from '../../../hal/ticket-printer';
import type { AcceptanceReport, Labels } from '../acceptance';
import { taskKey } from '../page/task-words';
import type { SiteDraft } from '../site-draft';
import { nameIn, type SetupLanguage, sayIn } from '../words/words';
import { gap, lines, pair, rule } from './lines';
import { localDate, localTime } from './local-time';

export interface AcceptancePaper {
  readonly report: AcceptanceReport;
  readonly labels: Labels;
  readonly draft: SiteDraft;
  readonly language: SetupLanguage;
  readonly paper: PaperWidth;
}

/** For the papers of the service point and for the fitter: what was found, and two lines to sign on. */
export function acceptancePaper({ report, labels, draft, language, paper }: AcceptancePaper): PrintDocument {
  const say = sayIn(language);
  const { timezone } = draft;
  const heading = (text: string): Block[] => [gap, ...lines(text, paper, { bold: true })];
  const given = (key: 'report-contact' | 'report-photo', value: string) =>
    value === '' ? [] : pair(say(key), value, paper);
  const outcome = ({ result, code }: { result: 'ok' | 'failed' | 'unknown'; code?: string }) =>
    code === undefined ? say(result) : `${say(result)} (${code})`;
  return [
    ...lines(say('report-title'), paper, { bold: true, align: 'center', large: true }),
    ...lines(nameIn(draft.name, language), paper, { align: 'center' }),
    rule,
    ...pair(say('report-box'), report.box, paper),
    ...pair(say('report-at'), localTime(Date.parse(report.at), language, timezone), paper),
    ...pair(say('report-place'), report.place, paper),
    ...given('report-contact', labels.contact),
    ...given('report-photo', labels.photo),
    ...pair(say('report-fingerprint'), report.fingerprint, paper),
    ...pair(
      say('report-certificate'),
      localDate(Date.parse(report.certificateEnds), language, timezone),
      paper,
    ),
    ...pair(say('report-version'), report.version, paper),
    ...heading(say('report-network')),
    ...report.network.flatMap(one => pair(say(`check-${one.check}`), outcome(one), paper)),
    ...(report.buttons.length > 0 ? heading(say('report-buttons')) : []),
    ...draft.tasks.flatMap(task => {
      const reported = report.buttons.find(one => one.task === task.id);
      const name = say(taskKey(task), { place: nameIn(task.place, language) });
      return pair(name, reported?.learned ? task.device : say('not-learned'), paper);
    }),
    ...(report.devices.length > 0 ? heading(say('report-devices')) : []),
    ...report.devices.flatMap(one => pair(`${say(`kind-${one.kind}`)} ${one.device}`, outcome(one), paper)),
    rule,
    ...lines(say('report-signed'), paper),
    ...(['report-fitter', 'report-site'] as const).flatMap((key): Block[] => [
      { block: 'feed', lines: 2 },
      { block: 'text', text: `${say(key)} `.padEnd(paper.columns, '_') },
    ]),
  ];
}
