import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { csvOf, rowsOf } from '../../../firmware/neighbours/csv';
import { merged } from '../../../firmware/neighbours/rooms/spans';

test('cells with commas, quotes and line breaks come back as they were', () => {
  const rows = [
    ['a', 'b,c', 'd"e'],
    ['line\r\nbreak', '', 'ä'],
  ];
  assert.equal(rowsOf(csvOf(rows)), rows);
});

test('a cell that a spreadsheet would take for a formula is none; a negative number stays one', () => {
  assert.is(csvOf([['=1+1', '@x', -5, true, undefined]]), "'=1+1,'@x,-5,true,\r\n");
});

test('tables with semicolons, a byte order mark and no line end', () => {
  assert.equal(rowsOf('\ufeffid;kind\n1;"a;b"\n\n2;c'), [
    ['id', 'kind'],
    ['1', 'a;b'],
    ['2', 'c'],
  ]);
});

test('reservations that overlap or touch are one', () => {
  assert.equal(
    merged([
      { from: 5, to: 9 },
      { from: 0, to: 3 },
      { from: 3, to: 6 },
      { from: 20, to: 30 },
      { from: 21, to: 22 },
    ]),
    [
      { from: 0, to: 9 },
      { from: 20, to: 30 },
    ],
  );
});

test.run();
