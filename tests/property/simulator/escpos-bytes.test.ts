import { duplexPair } from 'node:stream';
import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { decode, SimulatedPrinter } from '../../../simulator/printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const leaders = fc.constantFrom(0x10, 0x1b, 0x1c, 0x1d, 0x0a, 0x56, 0x28, 0x6b, 0x4c, 0x76, 0x30, 0x00);

/** Bytes that look like commands more often than chance would have it. */
const bytes = fc
  .array(fc.oneof({ weight: 2, arbitrary: leaders }, { weight: 3, arbitrary: fc.nat(255) }), {
    maxLength: 400,
  })
  .map(list => Uint8Array.from(list));

test('no bytes whatsoever make the reader fail', () => {
  fc.assert(
    fc.property(bytes, given => void decode(given)),
    { numRuns: 2_000 },
  );
});

async function printed(pieces: readonly Uint8Array[]): Promise<string> {
  const time = new VirtualTime();
  const printer = new SimulatedPrinter({ time, speed: Infinity });
  const [near, far] = duplexPair();
  const detach = printer.attach(far);
  near.resume();
  for (const piece of pieces) near.write(piece);
  await time.runTo(1_000);
  const text = JSON.stringify([
    printer.tickets.map(ticket => ticket.text),
    printer.complaints,
    printer.counters,
  ]);
  detach();
  return text;
}

test('it does not matter to a printer how its bytes are cut into packets', async () => {
  await fc.assert(
    fc.asyncProperty(bytes, fc.array(fc.nat(400), { maxLength: 6 }), async (given, cuts) => {
      const places = [0, ...cuts.filter(cut => cut < given.length).sort((a, b) => a - b), given.length];
      const pieces = places.slice(1).map((end, index) => given.subarray(places[index], end));
      assert.is(await printed(pieces), await printed([given]));
    }),
    { numRuns: 300 },
  );
});

test('a job prints the same at once and millimetre by millimetre', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.stringMatching(/^[a-z ]{0,60}$/), { maxLength: 20 }), async lines => {
      const job = Buffer.from(`\x1b@${lines.map(line => `${line}\n`).join('')}\x1dVB\x00`);
      const time = new VirtualTime();
      const printer = new SimulatedPrinter({ time, speed: 150 });
      const [near, far] = duplexPair();
      const detach = printer.attach(far);
      near.write(job);
      await time.runTo(10_000);
      assert.equal(printer.tickets[0]?.items, decode(job));
      assert.equal(time.timers, []);
      detach();
    }),
    { numRuns: 50 },
  );
});

test.run();
