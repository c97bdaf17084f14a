import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ChangeLedger } from '../../../hal/change-ledger';

test('lamps change at most twice in a window, whatever asks for it', () => {
  const ledger = new ChangeLedger();
  for (const at of [0, 400]) {
    assert.ok(ledger.allows(at, undefined));
    ledger.record(at);
  }
  assert.not(ledger.allows(800, undefined));
  assert.is(ledger.nextChance(800), 1050, 'when the first is out of the window');
  assert.ok(ledger.allows(1050, undefined));
});

test('what changes with the change before is one with it to the eye', () => {
  const ledger = new ChangeLedger();
  ledger.record(0);
  ledger.record(400);
  assert.ok(ledger.allows(404, undefined));
  ledger.record(404);
  assert.not(ledger.allows(406, undefined));
  assert.is(ledger.nextChance(406), 1050);
});

test('a place is kept for the beat', () => {
  const ledger = new ChangeLedger();
  ledger.record(0);
  assert.not(ledger.allows(300, 600), 'a third one would come within the window');
  assert.ok(ledger.allows(300, 1050));
});

test('after a quiet window one may ask at once', () => {
  const ledger = new ChangeLedger();
  assert.is(ledger.nextChance(5000), 6050);
  ledger.record(0);
  assert.ok(ledger.allows(5000, 5100));
});

test.run();
