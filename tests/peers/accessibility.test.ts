import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { evidenceOf, isAnswer, readTable } from '../../firmware/screens/accessibility/clauses';
import { generatedFiles } from '../../firmware/screens/accessibility/generated';
import { generatedFiles as describedFiles } from '../../firmware/screens/generated';
import { titlesIn } from '../support/test-titles';

/** What the pages say of themselves, held against what there is. */

const root = join(__dirname, '..', '..');

/** Clauses of EN 301 549 V3.2.1 that ask for something, by their beginnings; of chapters without anything to answer, the chapter. */
const ofTheStandard = {
  '4.2': '1 2 3 4 5 6 7 8 9 10 11',
  '5.1': '2.1 2.2 4 5 6.1 6.2 7',
  '5.1.3': '1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16',
  '5': '2 3 4 5.1 5.2 6.1 6.2 7 8 9',
  '6': '1 2.1.1 2.1.2 2.2.1 2.2.2 2.2.3 2.2.4 2.3 2.4 3 4 5.2 5.3 5.4 5.5 5.6',
  '7': '1.1 1.2 1.3 1.4 1.5 2.1 2.2 2.3 3',
  '8': '1.2 1.3 2.1.1 2.1.2 2.2.1 2.2.2 4.1 4.2.1 4.2.2 4.3 5',
  '8.3': '2.1 2.2 2.3.1 2.3.2 2.3.3 2.4 2.5 2.6 3.1 3.2 3.3.1 3.3.2 4.1 4.2 4.3.2 4.3.3 5 6',
  '11': '5 6 7 8',
  '12': '1.1 1.2 2.2 2.3 2.4',
};

/** Criteria of WCAG 2.2 at A and AA, and 4.1.1, which EN 301 549 still has. */
const ofTheWeb = {
  '1': '1.1 2.1 2.2 2.3 2.4 2.5 3.1 3.2 3.3 3.4 3.5 4.1 4.2 4.3 4.4 4.5 4.10 4.11 4.12 4.13',
  '2': '1.1 1.2 1.4 2.1 2.2 3.1 4.1 4.2 4.3 4.4 4.5 4.6 4.7 4.11 5.1 5.2 5.3 5.4 5.7 5.8',
  '3': '1.1 1.2 2.1 2.2 2.3 2.4 2.6 3.1 3.2 3.3 3.4 3.7 3.8',
  '4': '1.1 1.2 1.3',
};

const listed = (beginnings: Readonly<Record<string, string>>, before = ''): string[] =>
  Object.entries(beginnings).flatMap(([beginning, ends]) =>
    ends.split(' ').map(end => `${before}${beginning}.${end}`),
  );

const answers = readTable().filter(isAnswer);

test('Every clause of EN 301 549 and every criterion of WCAG 2.2 AA is answered once', () => {
  const asked = [...listed(ofTheStandard), ...listed(ofTheWeb, '9.'), '9.6', '10', '13'];
  assert.equal(answers.flatMap(({ clauses }) => clauses).sort(), asked.sort());
});

test('What an answer names is there, and nothing is called met that nothing holds', () => {
  const titles = new Map<string, string[]>();
  const missing: string[] = [];
  for (const answer of answers) {
    const { tests, files } = evidenceOf(answer);
    const [clause] = answer.clauses;
    if (answer.verdict === 'met' && tests.length + files.length === 0)
      missing.push(`${clause}: held by nothing`);
    for (const file of files) if (!existsSync(join(root, file))) missing.push(`${clause}: ${file}`);
    for (const { file, title } of tests) {
      if (!titles.has(file)) titles.set(file, existsSync(join(root, file)) ? titlesIn(join(root, file)) : []);
      if (!titles.get(file)?.includes(title))
        missing.push(`${clause}: no test of ${file} is called "${title}"`);
    }
  }
  assert.equal(missing, []);
});

test('the table and the description of the pages that people read say what the pages are made from', () => {
  for (const { path, content } of [...generatedFiles(), ...describedFiles()])
    assert.is(readFileSync(join(root, path), 'utf8'), content, path);
});

test.run();
