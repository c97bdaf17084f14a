import { type Baseline, evidenceOf, isProvision, type Provision, readBaseline } from './baseline';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

const place = 'provisioning/security/generated/EN-303-645.md';

const words = { met: 'met', partly: '**partly**', open: '**open**', none: 'does not apply' } as const;
type Verdict = keyof typeof words;

/** The table as people read it. */
export function generatedFiles(): readonly GeneratedFile[] {
  return [{ path: place, content: page(readBaseline()) }];
}

function page(baseline: Baseline): string {
  const provisions = baseline.filter(isProvision);
  const count = (mandatory: boolean, verdict: Verdict) =>
    provisions.filter(each => each.status.startsWith('M') === mandatory && each.verdict === verdict).length;
  const row = (name: string, mandatory: boolean) =>
    `| ${name} | ${(Object.keys(words) as Verdict[]).map(verdict => count(mandatory, verdict)).join(' | ')} |`;
  return [
    '<!-- npm run generate, from provisioning/security/en-303-645.yaml -->',
    '# ETSI EN 303 645 V3.1.3, provision by provision',
    '',
    'A standard for devices of consumers, which binds nobody here; taken as the best list of questions. Judged by ourselves, not by a laboratory (TS 103 701). What is asked is',
    'told in our words. A test holds that every provision is here and every test and file that is named exists.',
    '',
    '| | met | partly | open | does not apply |',
    '|---|---|---|---|---|',
    row('mandatory', true),
    row('recommended', false),
    ...baseline.flatMap(entry => (isProvision(entry) ? [line(entry)] : heading(entry.part))),
    '',
  ].join('\n');
}

const heading = (part: string): string[] => [
  '',
  `## ${part}`,
  '',
  '| provision | asks | answer | how | held by |',
  '|---|---|---|---|---|',
];

function line(provision: Provision): string {
  const { id, status, asks, verdict, how } = provision;
  const { tests, files } = evidenceOf(provision);
  const held = [
    ...tests.map(({ file, title }) => `[${escaped(title)}](../../../${file})`),
    ...files.map(file => `[${file}](../../../${file})`),
  ];
  const cells = [
    `${id} ${status}`,
    escaped(asks),
    words[verdict as Verdict],
    escaped(how),
    held.join('<br>'),
  ];
  return `| ${cells.join(' | ')} |`;
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('[', '\\[');
