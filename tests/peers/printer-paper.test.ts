import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { encodeDocument } from '../../hal/drivers/escpos/encode';
import type { Roll } from '../../hal/drivers/escpos/mileage';
import { EscposPrinter } from '../../hal/drivers/escpos/printer';
import { type Profile, type ProfileName, profiles } from '../../hal/drivers/escpos/profiles';
import { TcpTransport } from '../../hal/drivers/escpos/tcp-transport';
import { KeptFile } from '../../hal/platform/kept-text';
import { silent } from '../../hal/platform/log';
import type { PrintDocument } from '../../hal/print-document';
import { paperWidths } from '../../hal/ticket-printer';
import { type ProfileName as PaperProfile, SimulatedPrinter } from '../../simulator/printer';
import { brisk, time, until } from '../support/escpos-bench';

const longRoll: Roll = { length: 1_000_000, warnTickets: 50 };

const logo = { width: 200, height: 90, data: new Uint8Array(25 * 90).fill(0xaa) };

/** All that a ticket can be made of. */
const everything: PrintDocument = [
  { block: 'image', image: logo },
  { block: 'text', text: 'Palvelupiste', align: 'center', bold: true },
  { block: 'text', text: 'K101', size: 'huge', align: 'center' },
  { block: 'orientation-mark', width: 0.4 },
  { block: 'text', text: 'Pieni teksti', size: 'small' },
  { block: 'text', text: 'Iso teksti', size: 'large' },
  { block: 'text', text: 'Ŋuolla, čáppa, ŧ' },
  { block: 'columns', left: '9.41', right: '3 edellä' },
  { block: 'rule' },
  { block: 'qr', text: 'https://example.fi/jono/K101?avain=0123456789abcdef' },
  { block: 'feed', lines: 2 },
];

const short: PrintDocument = [{ block: 'text', text: 'K101', size: 'huge' }];

interface Office {
  readonly paper: SimulatedPrinter;
  readonly folder: string;
  readonly file: string;
  /** A driver as the box makes it at each start. */
  box(options?: { readonly roll?: Roll; readonly profile?: ProfileName }): Promise<EscposPrinter>;
}

async function withOffice(
  run: (office: Office) => Promise<void>,
  profile: PaperProfile = 'epson',
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-paper-'));
  const file = join(folder, 'printer-lobby.json');
  const paper = new SimulatedPrinter({ time, speed: Number.POSITIVE_INFINITY, nearEnd: 0, profile });
  await paper.start();
  const boxes: EscposPrinter[] = [];
  const box: Office['box'] = async ({ roll = longRoll, profile: name = 'epson' } = {}) => {
    const make: Profile = profiles[name];
    const printer = new EscposPrinter('lobby', {
      transport: new TcpTransport('127.0.0.1', paper.port),
      profile: make,
      limits: brisk,
      paper: paperWidths[80],
      time,
      log: silent,
      roll,
      kept: new KeptFile(file, () => {}),
      encode: document => encodeDocument(document, { paper: paperWidths[80], codePages: make.codePages }),
    });
    boxes.push(printer);
    await printer.start(AbortSignal.timeout(10_000));
    await until(printer, 'ok');
    return printer;
  };
  try {
    await run({ paper, folder, file, box });
  } finally {
    for (const printer of boxes) await printer.stop();
    await paper.stop();
    rmSync(folder, { recursive: true });
  }
}

async function printAll(printer: EscposPrinter, documents: readonly PrintDocument[]): Promise<void> {
  for (const document of documents) assert.equal(await printer.print(document), { outcome: 'done' });
}

for (const [driver, profile] of [
  ['epson', 'epson'],
  ['custom', 'custom'],
  ['star', 'star'],
] as const) {
  test(`${driver}: the counted paper is within 5 % of what the mechanism has moved`, () =>
    withOffice(async ({ paper, box }) => {
      const printer = await box({ profile: driver });
      await printAll(printer, [everything, short, everything, short, short]);
      const { millimetres = 0, millimetresOnRoll, prints, cuts } = printer.counters;
      const moved = paper.counters.millimetres;
      assert.ok(moved > 200, `${moved} mm`);
      assert.ok(Math.abs(millimetres - moved) <= moved * 0.05, `counted ${millimetres}, moved ${moved} mm`);
      assert.is(millimetresOnRoll, millimetres);
      assert.is(prints, 5);
      assert.is(cuts, paper.counters.cuts);
    }, profile));
}

test('the count goes on after a restart of the box', () =>
  withOffice(async ({ box, folder }) => {
    const first = await box();
    await printAll(first, [everything, short]);
    const before = first.counters;
    await first.stop();
    assert.equal(readdirSync(folder), ['printer-lobby.json'], 'nothing is left beside it');
    const second = await box();
    assert.is(second.counters.millimetres, before.millimetres);
    await printAll(second, [short]);
    assert.ok((second.counters.millimetresOnRoll ?? 0) > (before.millimetresOnRoll ?? 0));
    assert.is(second.counters.prints, 3);
  }));

test('a new roll after the old one has ended begins at nought, also when the box restarted in between', () =>
  withOffice(async ({ paper, box }) => {
    const first = await box();
    await printAll(first, [everything]);
    paper.paperOut();
    await until(first, 'printer-paper-out');
    const used = first.counters.millimetresOnRoll ?? 0;
    assert.ok(used > 0, 'an ended roll is not a new one');
    await first.stop();
    paper.loadPaper();
    const second = await box();
    assert.is(second.counters.millimetresOnRoll, 0);
    assert.is(second.counters.millimetres, used);
  }));

test('a roll changed before its end is told by a person', () =>
  withOffice(async ({ box }) => {
    const printer = await box();
    await printAll(printer, [everything]);
    printer.rollChanged();
    assert.is(printer.counters.millimetresOnRoll, 0);
    assert.ok((printer.counters.millimetres ?? 0) > 0);
  }));

test('the end of the roll is announced while it is still enough for the tickets agreed on, and not before', () =>
  withOffice(async ({ paper, box }) => {
    const printer = await box({ roll: { length: 2_000, warnTickets: 10 } });
    paper.loadPaper(2_000);
    while (printer.status.warnings === undefined) await printAll(printer, [everything]);
    assert.equal(printer.status, { health: 'ok', warnings: ['printer-paper-low'] });
    const ticketLength = paper.counters.millimetres / paper.tickets.length;
    const left = paper.paper / ticketLength;
    assert.ok(left >= 9 && left <= 11, `${left} tickets left`);
    printer.rollChanged();
    assert.equal(printer.status, { health: 'ok' });
  }));

test('a damaged count is begun anew, and a folder that cannot be written keeps no ticket back', () =>
  withOffice(async ({ box, file }) => {
    writeFileSync(file, '{"prints": -4');
    const printer = await box();
    assert.is(printer.counters.prints, 0);
    await printAll(printer, [short]);
    await printer.stop();
    assert.match(readFileSync(file, 'utf8'), /"prints":1/);
    rmSync(file);
    mkdirSync(file);
    const other = await box();
    await printAll(other, [short]);
    assert.is(other.counters.prints, 1);
  }));

test.run();
