import { type Answer, evidenceOf, isAnswer, readTable, type Table } from './clauses';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

const words = {
  met: 'met',
  partly: '**partly**',
  open: '**open**',
  site: 'by who builds the room',
  none: 'does not apply',
} as const;

/** The table as people read it. */
export function generatedFiles(): readonly GeneratedFile[] {
  return [{ path: 'firmware/screens/accessibility/generated/EN-301-549.md', content: page(readTable()) }];
}

function page(table: Table): string {
  const answers = table.filter(isAnswer);
  const counts = Object.entries(words).map(([verdict, word]) => {
    const count = answers.filter(each => each.verdict === verdict).flatMap(({ clauses }) => clauses).length;
    return `${word} ${count}`;
  });
  return [
    '<!-- npm run generate, from firmware/screens/accessibility/en-301-549.yaml -->',
    '# EN 301 549 V3.2.1 and WCAG 2.2 AA, clause by clause',
    '',
    'Judged by ourselves, by tests and by eye, not by an accredited body or by people who depend on it. What is asked is told in our words; a clause 9.x.y.z',
    'is criterion x.y.z of WCAG. A test holds that every clause is here and every test and file that is named exists.',
    '',
    `Clauses: ${counts.join(', ')}.`,
    ...table.flatMap(entry => (isAnswer(entry) ? [line(entry)] : heading(entry.part))),
    '',
  ].join('\n');
}

const heading = (part: string): string[] => [
  '',
  `## ${part}`,
  '',
  '| clause | asks | answer | how | held by |',
  '|---|---|---|---|---|',
];

function line(answer: Answer): string {
  const { clauses, asks, verdict, how } = answer;
  const { tests, files } = evidenceOf(answer);
  const held = [
    ...tests.map(({ file, title }) => `[${escaped(title)}](../../../../${file})`),
    ...files.map(file => `[${file}](../../../../${file})`),
  ];
  return `| ${[clauses.join(', '), escaped(asks), words[verdict], escaped(how), held.join('<br>')].join(' | ')} |`;
}

const escaped = (text: string): string => text.replaceAll('|', '\\|').replaceAll('[', '\\[');
