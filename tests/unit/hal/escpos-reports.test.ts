import { PassThrough } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import { EscposPrinter } from '../../../hal/drivers/escpos/printer';
import { profiles } from '../../../hal/drivers/escpos/profiles';
import { silent } from '../../../hal/platform/log';
import { paperWidths } from '../../../hal/ticket-printer';
import { SimulatedPrinter } from '../../../simulator/printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { plainLines, testRoll } from '../../support/escpos-bench';
import { MemoryWire } from '../../support/memory-wire';

/** A driver of a printer that reports by itself, in virtual time; counts what it is asked. */
async function office() {
  const time = new VirtualTime();
  const paper = new SimulatedPrinter({ time, profile: 'epson' });
  let questions = 0;
  paper.behave({
    name: 'counts',
    answer: answer => {
      if (answer.bytes.length === 1) questions += 1;
      return answer;
    },
  });
  const printer = new EscposPrinter('lobby', {
    transport: new MemoryWire(time, paper),
    profile: profiles.epson,
    limits: defaultLimits,
    paper: paperWidths[80],
    time,
    log: silent,
    roll: testRoll,
    encode: plainLines,
  });
  await printer.start(new AbortController().signal);
  const pass = (duration: number) => time.runTo(time.now() + duration);
  await pass(3000);
  return {
    paper,
    printer,
    pass,
    stop: async () => {
      const stopped = printer.stop();
      await pass(3000);
      await stopped;
    },
    questionsIn: async (duration: number) => {
      const before = questions;
      await pass(duration);
      return questions - before;
    },
  };
}

test('a printer that reports by itself is asked little while nothing happens', async () => {
  const { printer, questionsIn, stop } = await office();
  assert.equal(printer.status, { health: 'ok' });
  const asked = await questionsIn(60_000);
  assert.ok(asked < 110, `${asked} questions a minute`);
  await stop();
});

test('its faults are shown at once, in its own words', async () => {
  const { paper, printer, pass, stop } = await office();
  paper.openCover();
  await pass(10);
  assert.is(printer.status.code, 'printer-cover-open');
  paper.closeCover();
  await pass(2000);
  assert.is(printer.status.health, 'ok');
  await stop();
});

test('a printer whose power was away so shortly that nobody noticed is asked to report again', async () => {
  const { paper, printer, pass, questionsIn, stop } = await office();
  // Without its power it forgets that it was to report; over a serial line nobody sees that the connection was away.
  const forgetting = new PassThrough();
  const detach = paper.attach(forgetting);
  forgetting.push(Uint8Array.of(0x1d, 0x61, 0));
  await pass(1);
  detach();
  await pass(2 * defaultLimits.shortRounds * 1000);
  const asked = await questionsIn(60_000);
  assert.ok(asked < 110, `${asked} questions a minute`);
  paper.openCover();
  await pass(10);
  assert.is(printer.status.code, 'printer-cover-open');
  await stop();
});

test.run();
