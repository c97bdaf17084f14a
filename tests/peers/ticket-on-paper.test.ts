import { type EventEmitter, once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { SiteForPaper } from '../../firmware/tickets/site-for-paper';
import { testTicketDocument } from '../../firmware/tickets/test-ticket-document';
import { ticketDocument } from '../../firmware/tickets/ticket-document';
import type { TicketForPaper } from '../../firmware/tickets/ticket-for-paper';
import { loadBitmap } from '../../hal/bitmap';
import { driver } from '../../hal/drivers/escpos/driver-tcp';
import { LampConductor } from '../../hal/lamp-conductor';
import { silent } from '../../hal/platform/log';
import type { PrintDocument } from '../../hal/print-document';
import { type PaperWidth, paperWidths, type TicketPrinter } from '../../hal/ticket-printer';
import { type DecodedItem, renderItems, SimulatedPrinter, type Ticket } from '../../simulator/printer';
import { readDrawnLine } from '../support/drawn-text';
import { SteadyTime } from '../support/steady-time';

const time = new SteadyTime();

const site: SiteForPaper = {
  languages: ['fi', 'sv', 'en', 'se'],
  timezone: 'Europe/Helsinki',
  name: {
    fi: 'Lahden yhteinen asiakaspalvelu',
    sv: 'Lahtis gemensamma kundservice',
    en: 'Lahti Joint Service Point',
    se: 'Lahti oktasaš áššehasbálvalus',
  },
  organisations: [
    {
      id: 'dvv',
      name: {
        fi: 'Digi- ja väestötietovirasto',
        sv: 'Myndigheten för digitalisering och befolkningsdata',
        en: 'Digital and Population Data Services Agency',
        se: 'Digitála- ja álbmotdiehtodoaimmahat',
      },
    },
  ],
  services: [
    {
      id: 'advice',
      organisation: 'dvv',
      // The Northern Sami name holds letters that no code page of a printer has: it is drawn.
      name: {
        fi: 'Todistukset',
        sv: 'Intyg på svenska',
        en: 'Certificates',
        se: 'Dieđut eŋgelas- ja ruoŧagillii',
      },
    },
  ],
  note: { fi: 'Odota aulassa.', sv: 'Vänta i aulan.', en: 'Please wait in the lobby.', se: 'Vuordde áulas.' },
};

const ticket: TicketForPaper = {
  code: 'K166',
  service: 'advice',
  language: 'fi',
  issuedAt: Date.UTC(2026, 10, 24, 12, 7),
  ahead: 12,
  needsTime: true,
  wait: { fromMinutes: 10, toMinutes: 20 },
  openToday: [{ from: 540, to: 975 }],
};

/** Prints through the product's own driver onto simulated paper. */
async function print(
  document: PrintDocument,
  paper: PaperWidth,
): Promise<{ sheet: Ticket; millimetres: number }> {
  const simulated = new SimulatedPrinter({
    time,
    dots: paper.dots,
    speed: Number.POSITIVE_INFINITY,
    cutTime: 0,
  });
  await simulated.start();
  const context = {
    time,
    log: silent,
    stateDir: mkdtempSync(join(tmpdir(), 'tiski-paper-')),
    conductor: new LampConductor(time),
  };
  const options = { host: '127.0.0.1', port: simulated.port, profile: 'epson', paper: paper.roll };
  const printer = driver.create('lobby', options as never, context) as TicketPrinter;
  try {
    await printer.start(AbortSignal.timeout(20_000));
    const patience = { signal: AbortSignal.timeout(20_000) };
    while (printer.status.health !== 'ok') await once(printer.events as EventEmitter, 'status', patience);
    assert.equal(await printer.print(document), { outcome: 'done' });
    assert.equal(simulated.complaints, []);
    const [sheet, ...others] = simulated.tickets;
    if (!sheet) throw new Error('no paper came out');
    assert.is(others.length, 0);
    return { sheet, millimetres: simulated.counters.millimetres };
  } finally {
    await printer.stop();
    await simulated.stop();
  }
}

/** The printed lines of a document as they can be read on paper, whether printed as text or drawn. */
async function readLines(sheet: Ticket, document: PrintDocument, paper: PaperWidth): Promise<string[]> {
  const wanted = document.flatMap(block => (block.block === 'text' ? [block] : []));
  const lines: string[] = [];
  for (const item of sheet.items) {
    const next = wanted[lines.length];
    if (item.item === 'line' && item.text.trim() !== '') lines.push(item.text.trim());
    if (item.item !== 'raster' || !next || !isDrawnText(item)) continue;
    const { text, size, bold = false } = next;
    const line = {
      left: item.x,
      dots: paper.dots,
      cells: [...text].length,
      scale: size === 'large' ? 2 : 1,
      bold,
    };
    lines.push(await readDrawnLine(item.image, line));
  }
  return lines;
}

/** Lines are drawn 32 dots high, or 64; rules and marks are flat. */
const isDrawnText = (item: Extract<DecodedItem, { item: 'raster' }>): boolean => item.image.height % 32 === 0;

/** What the document says, with the dash that every printer has. */
const saidBy = (document: PrintDocument): string[] =>
  document.flatMap(block => (block.block === 'text' ? [block.text.replaceAll('–', '-')] : []));

for (const roll of [80, 58] as const) {
  const paper = paperWidths[roll];

  for (const language of ['fi', 'sv', 'en', 'se']) {
    test(`A ticket in ${language} comes out of a ${roll} mm printer with every letter right`, async () => {
      const document = ticketDocument({ ...ticket, language }, site, paper);
      const { sheet } = await print(document, paper);
      assert.equal(await readLines(sheet, document, paper), saidBy(document));
      assert.ok((await renderItems(sheet.items, { dots: paper.dots })).length > 0);
    });
  }

  test(`A test print comes out of a ${roll} mm printer with every letter right`, async () => {
    const test = { device: 'lobby-printer', at: ticket.issuedAt, language: 'en' };
    const document = testTicketDocument(test, site, paper);
    const { sheet } = await print(document, paper);
    assert.equal(await readLines(sheet, document, paper), saidBy(document));
  });

  test(`The number on a ${roll} mm roll is six times as large as the text, with the bar below it as wide`, async () => {
    const { sheet } = await print(ticketDocument(ticket, site, paper), paper);
    const at = sheet.items.findIndex(item => item.item === 'line' && item.text.trim() === ticket.code);
    const [code, bar] = sheet.items.slice(at);
    if (code?.item !== 'line' || bar?.item !== 'raster') throw new Error('no number or no bar');
    const [part] = code.parts;
    if (part?.part !== 'text') throw new Error('the number is not text');
    assert.is(part.style.width, 6);
    assert.is(part.style.height, 6);
    const side = (paper.dots - part.pitch * ticket.code.length) / 2;
    assert.is(part.x, side);
    assert.is(blackFrom(bar, 5), side);
  });
}

/** Dots of paper left of the first black one in a row of a picture. */
function blackFrom({ x, image }: Extract<DecodedItem, { item: 'raster' }>, row: number): number {
  const stride = Math.ceil(image.width / 8);
  for (let dot = 0; dot < image.width; dot++) {
    if ((image.data[row * stride + (dot >> 3)] ?? 0) & (0x80 >> (dot & 7))) return x + dot;
  }
  return Number.NaN;
}

test('An ordinary ticket with the logo takes a tenth of a metre of an 80 mm roll at most', async () => {
  const logo = await loadBitmap(join(__dirname, '../../simulator/sites/logo.svg'), 384, 88);
  const { note: _, ...plain } = site;
  const { openToday: __, ...ordinary } = { ...ticket, needsTime: false };
  const document = ticketDocument(ordinary, { ...plain, logo }, paperWidths[80]);
  const { millimetres } = await print(document, paperWidths[80]);
  assert.ok(millimetres <= 100, `${millimetres} mm`);
});

test('a picture that cannot be read is told with its file and the reason', async () => {
  await loadBitmap(__filename, 384, 88).then(
    () => assert.unreachable(),
    ({ code, message }) => {
      assert.is(code, 'picture-unreadable');
      assert.match(message, /ticket-on-paper.*unsupported/);
    },
  );
});

test.run();
