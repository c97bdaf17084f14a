import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { segmentsOf } from '../../../hal/drivers/firmata/fourteen-segments';
import { SimulatedSegmentDisplay } from '../../../simulator/board';

/** Ticket codes have no I, O and Q (product.md, "Tickets"). */
const letters = [...'0123456789ABCDEFGHJKLMNPRSTUVWXYZ'];

function send(display: SimulatedSegmentDisplay, ...bytes: number[]): void {
  display.begin();
  for (const byte of bytes) display.write(byte);
}

test('every letter and digit of a ticket code is read as itself', () => {
  for (const letter of letters) {
    const display = new SimulatedSegmentDisplay();
    const bits = segmentsOf(letter);
    send(display, 0x21);
    send(display, 0x81);
    send(display, 0, bits & 0xff, bits >> 8);
    assert.is(display.text, letter);
  }
});

test('no two letters look the same', () => {
  assert.is(new Set(letters.map(segmentsOf)).size, letters.length);
});

test('a letter without a shape is a dash, not a gap', () => {
  assert.is(segmentsOf('Ä'), segmentsOf('-'));
});

test.run();
