import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Report } from '../../../firmware/reports/measure-book';
import { figuresOf } from '../../../firmware/servicepoint/measures/day-figures';
import type { SiteForPaper } from '../../../firmware/tickets/site-for-paper';
import { summaryDocument } from '../../../firmware/tickets/summary-document';
import type { PrintDocument } from '../../../hal/print-document';
import { paperWidths } from '../../../hal/ticket-printer';

const minute = 60_000;
const nine = Date.UTC(2026, 2, 18, 7);

const site: SiteForPaper = {
  languages: ['fi', 'en'],
  timezone: 'Europe/Helsinki',
  name: { fi: 'Lahden palvelupiste', en: 'Lahti service point' },
  organisations: [],
  services: [{ id: 'tax', organisation: 'vero', name: { fi: 'Verotus', en: 'Taxation' } }],
};

function figures(queued: readonly number[]) {
  const entries = queued.flatMap(minutes => [
    { what: 'arrivals', service: 'tax', at: nine, value: 1 } as const,
    { what: 'queueing', service: 'tax', at: nine, value: minutes * minute } as const,
  ]);
  return figuresOf(entries, () => 9);
}

/** What stands on it, columns with a blank between. */
const textOf = (document: PrintDocument) =>
  document
    .flatMap(block => {
      if (block.block === 'columns') return [`${block.left} ${block.right}`];
      return block.block === 'text' ? [block.text] : [];
    })
    .join(' ');

const paper = (shares: Report['shares'], closed = true, language = 'en') =>
  textOf(
    summaryDocument(
      { report: { period: 'day', name: '2026-03-18', closed, shares }, language, at: nine },
      site,
      paperWidths[80],
    ),
  );

test('A day on paper has its hours, each service by name, and what each figure means', () => {
  const text = paper([
    { service: 'tax', figures: figures([1, 2, 3, 4, 5]) },
    { figures: figures([1, 2, 3, 4, 5]) },
  ]);
  assert.match(text, /Lahti service point/);
  assert.match(text, /9-10 5 \| +3 \/ 5 min/);
  assert.match(text, /Taxation/);
  assert.match(text, /a \/ b min: /);
});

test('Times of fewer than five customers are not on the paper, their number is', () => {
  const text = paper([{ figures: figures([71, 72]) }]);
  assert.match(text, /9-10 2 \| +-/);
  assert.not.match(text, /7[12]/);
});

test('A service that the site file has no more stands by its id; a day without anybody has no hours', () => {
  assert.match(paper([{ service: 'gone', figures: figures([]) }]), /gone/);
  assert.not.match(paper([{ figures: figures([]) }]), /9-10/);
});

test('A day that goes on says so, and whoever asks in a language without words gets one that has', () => {
  const shares = [{ figures: figures([1]) }];
  assert.is.not(paper(shares, false), paper(shares, true));
  assert.is(paper(shares, true, 'ru').includes('Lahden palvelupiste'), true);
});

test.run();
