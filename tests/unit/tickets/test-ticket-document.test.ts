import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { testTicketDocument } from '../../../firmware/tickets/test-ticket-document';
import { paperWidths } from '../../../hal/ticket-printer';
import { columnsOf, linesOf, textOf } from './paper-text';

const place = { languages: ['fi', 'sv', 'en', 'se'], timezone: 'Europe/Helsinki' };
const at = Date.UTC(2026, 2, 6, 12, 7);
const print = (roll: 80 | 58, language = 'en') =>
  testTicketDocument({ device: 'lobby-printer', at, language }, place, paperWidths[roll]);

test('The technician reads which printer it is, its paper and the time', () => {
  const text = textOf(print(80));
  assert.match(text, /Printer: lobby-printer/);
  assert.match(text, /Paper 80 mm: 48 characters, 576 dots/);
  assert.match(text, /6 March 2026 at 14:07/);
});

test('The technician sees every letter that tickets need', () => {
  const text = textOf(print(58));
  for (const letter of 'åäö€šžčđŋŧÅÄÖŠŽČĐŊŦáÁ') assert.ok(text.includes(letter), letter);
});

test('A ruler as wide as the paper counts the columns', () => {
  assert.ok(linesOf(print(58)).includes('....5...10...15...20...25...30..'));
  assert.ok(linesOf(print(80)).includes('....5...10...15...20...25...30...35...40...45...'));
});

test('It fits both rolls in every language', () => {
  for (const roll of [80, 58] as const) {
    for (const language of ['fi', 'sv', 'en', 'se']) {
      for (const block of print(roll, language)) {
        if (block.block === 'text') assert.ok(columnsOf(block) <= paperWidths[roll].columns, block.text);
      }
    }
  }
});

test.run();
