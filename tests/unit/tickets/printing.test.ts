import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import { Runtime } from '../../../firmware/runtime';
import { Printing } from '../../../firmware/tickets/printing';
import type { Hal } from '../../../hal/hal';
import { silent } from '../../../hal/platform/log';
import { type PrintOutcome, paperWidths, type TicketPrinter } from '../../../hal/ticket-printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { tenFifteen } from '../../support/chosen-day';
import { smallSite } from '../../support/web-box';

/** A point whose printer only remembers what it was given, and is never through with it before it is told. */
function office() {
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules: rulesOf(smallSite),
    time: new VirtualTime(tenFifteen),
    log: silent,
    version: '1.0.0',
    makeEpoch: () => 'epoch-1',
  });
  const given: string[] = [];
  const ends: ((outcome: PrintOutcome) => void)[] = [];
  const printer = {
    kind: 'ticket-printer',
    name: 'printer',
    paper: paperWidths[80],
    events: new EventEmitter(),
    print: document => {
      given.push(JSON.stringify(document).match(/V\d{3}/)?.[0] ?? '');
      return new Promise(resolve => ends.push(resolve));
    },
  } as Partial<TicketPrinter> as TicketPrinter;
  const hal = { find: () => printer } as Partial<Hal> as Hal;
  const printing = new Printing({ runtime, hal, site: { now: smallSite }, log: silent });
  printing.start();
  const press = () => runtime.execute({ name: 'take-ticket', args: { service: 'tax' }, channel: 'page' });
  return {
    runtime,
    printing,
    given,
    press,
    endAll: (outcome: PrintOutcome) => {
      for (const end of ends.splice(0)) end(outcome);
    },
  };
}

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

const burst = 9;

test('of a burst the printer gets the first tickets before the last are made, and all of them in their order', async () => {
  const { runtime, printing, given, press, endAll } = office();
  const atCommit: number[] = [];
  runtime.events.on('committed', () => atCommit.push(given.length));
  const presses = await Promise.all(Array.from({ length: burst }, press));
  const [first = 0] = atCommit;
  assert.ok(first > 0 && first < burst / 2, `${first} tickets were made in the turn of the commit`);
  for (let turns = 0; given.length < burst && turns < 50; turns++) await turn();
  const codes = presses.map(reply => (reply.ok ? reply.result.ticket : undefined));
  assert.equal(given, codes);
  endAll({ outcome: 'done' });
  await printing.stop();
  runtime.stop();
});

test('a box that stops in the middle of a burst tells the end of every ticket', async () => {
  const { runtime, printing, given, press, endAll } = office();
  await Promise.all(Array.from({ length: burst }, press));
  assert.ok(given.length < burst, `${given.length} were made before the stop`);
  const stopped = printing.stop();
  assert.is(given.length, burst);
  endAll({ outcome: 'not-done', code: 'device-not-started' });
  await stopped;
  for (const { print } of runtime.state.tickets.values()) assert.is(print, 'unconfirmed');
  runtime.stop();
});

test.run();
