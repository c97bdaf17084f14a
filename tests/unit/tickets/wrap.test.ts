import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cellsOf, wrap } from '../../../firmware/tickets/wrap';

test('A text that has room stays on one line', () => {
  assert.equal(wrap('Ditt könummer', 13), ['Ditt könummer']);
});

test('A text is broken between words into lines of about the same length', () => {
  assert.equal(wrap('aa bb cc dd', 8), ['aa bb', 'cc dd']);
  assert.equal(wrap('Numret ropas inte upp.', 20), ['Numret ropas', 'inte upp.']);
});

test('A word longer than the line is broken with a hyphen and loses no letter', () => {
  assert.equal(wrap('väestötietovirasto', 16), ['väestötietovira-', 'sto']);
});

test('A letter typed as two characters takes one cell and is printed as one', () => {
  const decomposed = 'a\u0308iti';
  assert.is(cellsOf(decomposed), 4);
  assert.equal(wrap(decomposed, 4), ['äiti']);
});

test('A mark that no single character can hold stays with its letter', () => {
  assert.equal(wrap('xxm\u0308m', 4), ['xxm\u0308m']);
  assert.equal(wrap('xxxm\u0308m', 4), ['xxx-', 'm\u0308m']);
});

test('Nothing makes no line', () => {
  assert.equal(wrap('', 32), []);
  assert.equal(wrap('   ', 32), []);
});

test.run();
