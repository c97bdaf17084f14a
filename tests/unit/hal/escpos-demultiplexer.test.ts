import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Demultiplexer, type Report } from '../../../hal/drivers/escpos/demultiplexer';

/** A byte with these bits on, and any of the free ones. */
const byteWith = (on: number, free: number) => fc.integer({ min: 0, max: 255 }).map(any => on | (any & free));

const realTime = byteWith(0x12, 0x6c);
const queued = byteWith(0x00, 0x6f);
const automatic = fc.tuple(byteWith(0x10, 0x6c), queued, queued, queued);
const processId = fc.string({
  minLength: 4,
  maxLength: 4,
  unit: fc.integer({ min: 32, max: 126 }).map(code => String.fromCharCode(code)),
});

const said: fc.Arbitrary<{ readonly bytes: readonly number[]; readonly report: Report }> = fc.oneof(
  realTime.map(byte => ({ bytes: [byte], report: { report: 'real-time', byte } as const })),
  queued.map(byte => ({ bytes: [byte], report: { report: 'queued', byte } as const })),
  automatic.map(bytes => ({ bytes, report: { report: 'automatic', bytes } as const })),
  processId.map(id => ({
    bytes: [0x37, 0x22, ...Buffer.from(id, 'latin1'), 0],
    report: { report: 'process', id } as const,
  })),
  fc.constant({ bytes: [0x37, 0x25, 0], report: { report: 'cleared' } as const }),
  fc.boolean().map(ready => ({ bytes: [ready ? 0x11 : 0x13], report: { report: 'flow', ready } as const })),
);

/** The bytes in pieces of the given sizes, over and over. */
function inPieces(bytes: readonly number[], sizes: readonly number[]): Uint8Array[] {
  const pieces: Uint8Array[] = [];
  let rest = Uint8Array.from(bytes);
  for (let i = 0; rest.length > 0; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    pieces.push(rest.subarray(0, size));
    rest = rest.subarray(size);
  }
  return pieces;
}

const sizes = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 8 });

function read(pieces: readonly Uint8Array[]): Report[] {
  const demultiplexer = new Demultiplexer();
  return pieces.flatMap(piece => demultiplexer.read(piece));
}

/** How many bytes a report accounts for. */
function lengthOf(report: Report): number {
  if (report.report === 'garbage') return report.bytes;
  return { 'real-time': 1, queued: 1, flow: 1, automatic: 4, process: 7, cleared: 3 }[report.report];
}

test('whatever a printer says is understood, in whatever pieces it arrives', () => {
  fc.assert(
    fc.property(fc.array(said), sizes, (all, pieces) => {
      const reports = read(
        inPieces(
          all.flatMap(({ bytes }) => bytes),
          pieces,
        ),
      );
      assert.equal(
        reports,
        all.map(({ report }) => report),
      );
    }),
  );
});

test('any bytes at all are read without a fault, the same in any pieces, and every byte is accounted for', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 255 }), { maxLength: 200 }), sizes, (bytes, pieces) => {
      const demultiplexer = new Demultiplexer();
      const merged = (reports: readonly Report[]) => JSON.stringify(reports);
      const reports = inPieces(bytes, pieces).flatMap(piece => demultiplexer.read(piece));
      assert.is(merged(reports), merged(read([Uint8Array.from(bytes)])));
      const all = [...reports, ...demultiplexer.giveUp()];
      assert.is(
        all.reduce((sum, report) => sum + lengthOf(report), 0),
        bytes.length,
      );
    }),
  );
});

test('XOFF in the middle of another answer does not damage it', () => {
  const bytes = [0x37, 0x22, 0x41, 0x13, 0x42, 0x43, 0x11, 0x44, 0x00];
  assert.equal(read([Uint8Array.from(bytes)]), [
    { report: 'flow', ready: false },
    { report: 'flow', ready: true },
    { report: 'process', id: 'ABCD' },
  ]);
});

test('an answer that breaks off is garbage, and the next one is understood', () => {
  assert.equal(read([Uint8Array.of(0x37, 0x22, 0x41, 0x9f, 0x12)]), [
    { report: 'garbage', bytes: 3 },
    { report: 'garbage', bytes: 1 },
    { report: 'real-time', byte: 0x12 },
  ]);
});

test('the rest of an answer that never comes does not swallow the next one', () => {
  const demultiplexer = new Demultiplexer();
  assert.equal(demultiplexer.read(Uint8Array.of(0x10, 0x00)), []);
  assert.equal(demultiplexer.giveUp(), [{ report: 'garbage', bytes: 2 }]);
  assert.equal(demultiplexer.read(Uint8Array.of(0x00)), [{ report: 'queued', byte: 0 }]);
});

test.run();
