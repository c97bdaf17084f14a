import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { StatusQuery } from '../../../hal/drivers/escpos/commands';
import { factsOfAutomatic } from '../../../hal/drivers/escpos/facts';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import { Supervision } from '../../../hal/drivers/escpos/supervision';

/** Asks every 10 ms from 0 to `until`; `answer` says what the printer replies, at once. */
function supervise(
  until: number,
  answer: (query: StatusQuery, now: number) => number | undefined,
  before: (supervision: Supervision, now: number) => void = () => undefined,
): { readonly supervision: Supervision; readonly asked: StatusQuery[]; readonly lostAt?: number } {
  const supervision = new Supervision(defaultLimits, 0, false);
  const asked: StatusQuery[] = [];
  let lostAt: number | undefined;
  for (let now = 0; now <= until; now += 10) {
    if (lostAt === undefined && supervision.lost(now)) lostAt = now;
    before(supervision, now);
    const query = supervision.ask(now, false);
    if (query === undefined) continue;
    asked.push(query);
    const byte = answer(query, now);
    if (byte === undefined) continue;
    supervision.received(now);
    supervision.answer(byte, now, false);
  }
  return { supervision, asked, ...(lostAt === undefined ? {} : { lostAt }) };
}

const well = 0x12;

test('a printer is ok only after it has said that it is online and has paper', () => {
  assert.equal(supervise(0, () => undefined).supervision.status(0), undefined);
  assert.equal(supervise(10, query => (query === 1 ? well : undefined)).supervision.status(10), undefined);
  assert.equal(supervise(100, () => well).supervision.status(100), { health: 'ok' });
});

const faults: readonly (readonly [StatusQuery, number, string])[] = [
  [1, 0x1a, 'printer-offline'],
  [2, 0x16, 'printer-cover-open'],
  [2, 0x32, 'printer-paper-out'],
  [2, 0x52, 'printer-error'],
  [3, 0x1a, 'printer-cutter-jam'],
  [3, 0x52, 'printer-offline'],
  [3, 0x32, 'printer-error'],
  [3, 0x16, 'printer-error'],
  [4, 0x7e, 'printer-paper-out'],
];

for (const [which, byte, code] of faults) {
  test(`${byte.toString(16)} to query ${which} means ${code}`, () => {
    const { supervision } = supervise(100, query => (query === which ? byte : well));
    assert.is(supervision.status(100)?.code, code);
  });
}

test('what is too old to be believed is not believed again because a ticket is sent', () => {
  const { supervision } = supervise(100, () => well);
  const old = 100 + defaultLimits.factsAge;
  assert.is(supervision.status(old), undefined);
  supervision.busy(500, old + 10);
  assert.is(supervision.status(old + 10), undefined);
});

test('somebody who presses its feed button is told, not a fault that nobody finds', () => {
  const answers = new Map<StatusQuery, number>([
    [1, 0x1a],
    [2, 0x1a],
  ]);
  const { supervision } = supervise(100, query => answers.get(query) ?? well);
  assert.equal(supervision.status(100), {
    health: 'failed',
    code: 'printer-offline',
    detail: 'its feed button is pressed',
  });
});

test('amid noise an automatic status is chance, and is believed again after a round without', () => {
  const { supervision } = supervise(100, () => well);
  supervision.garbage(3, 110);
  supervision.automatic([0x38, 0x08, 0x0f, 0x0f], 110);
  assert.is(supervision.status(110)?.code, undefined);
  for (let now = 120; now <= 5000; now += 10)
    if (supervision.ask(now, false) !== undefined) supervision.answer(well, now, false);
  supervision.automatic([0x38, 0x00, 0x00, 0x00], 5000);
  assert.is(supervision.status(5000)?.code, 'printer-cover-open');
});

test('near its end the roll is a warning', () => {
  const { supervision } = supervise(100, query => (query === 4 ? 0x1e : well));
  assert.equal(supervision.status(100), { health: 'ok', warnings: ['printer-paper-low'] });
});

test('an automatic status says it all in four bytes', () => {
  assert.equal(factsOfAutomatic([0x38, 0x08, 0x0f, 0x0f]), {
    offline: true,
    coverOpen: true,
    feeding: false,
    mechanicalError: false,
    cutterError: true,
    fatalError: false,
    passingError: false,
    paperLow: true,
    paperOut: true,
  });
});

test('a printer that has answered and falls silent is lost within two seconds', () => {
  const { lostAt } = supervise(6_000, (_query, now) => (now < 3_000 ? well : undefined));
  assert.ok(lostAt !== undefined && lostAt <= 5_000, String(lostAt));
});

test('a printer that never answered is silent and not lost, and is asked again', () => {
  const { supervision, asked, lostAt } = supervise(10_000, () => undefined);
  assert.is(lostAt, undefined);
  assert.equal(supervision.status(10_000), { health: 'unknown', code: 'printer-silent' });
  assert.ok(asked.length > 3 && asked.length < 8);
});

test('a query that a printer does not know is given up, and the others still count', () => {
  const { supervision, asked, lostAt } = supervise(5_000, query => (query === 3 ? undefined : well));
  assert.is(lostAt, undefined);
  assert.equal(supervision.status(5_000), { health: 'ok' });
  assert.is(asked.filter(query => query === 3).length, 1);
});

test('what was known is not believed for ever when only noise comes in', () => {
  const { supervision } = supervise(100, () => well);
  supervision.garbage(8, 200);
  assert.equal(supervision.status(300), { health: 'ok' });
  assert.is(supervision.status(200 + defaultLimits.factsAge), undefined);
  supervision.garbage(8, 400);
  assert.equal(supervision.status(400), { health: 'unknown', code: 'printer-garbage' });
});

test('a query whose first answer was lost amid noise is asked again once the noise is over', () => {
  const { supervision, asked } = supervise(
    6_000,
    (query, now) => (query === 4 && now < 100 ? undefined : well),
    (noisy, now) => {
      if (now === 30) noisy.garbage(1, now);
    },
  );
  assert.ok(asked.filter(query => query === 4).length > 1);
  assert.equal(supervision.status(6_000), { health: 'ok' });
});

/** What a printer says by itself when it is well, and when its roll is near its end. */
const reports = { well: [0x10, 0, 0, 0], low: [0x10, 0, 0x03, 0] } as const;

/** As `supervise`, by a printer that reports how it is at 10 ms and whenever it is asked to. */
function superviseReporter(
  until: number,
  answer: (query: StatusQuery, now: number) => number | undefined,
  report: (now: number) => readonly number[] | undefined,
): ReturnType<typeof supervise> & { readonly reminded: number[] } {
  const reminded: number[] = [];
  const found = supervise(until, answer, (supervision, now) => {
    const isAsked = supervision.takeReportsDue();
    if (isAsked) reminded.push(now);
    const bytes = isAsked || now === 10 ? report(now) : undefined;
    if (bytes) supervision.automatic(bytes, now);
  });
  return { ...found, reminded };
}

const minute = 60_000;

test('a printer that reports by itself is mostly asked for a sign of life only, and now and then for everything', () => {
  const asking = supervise(minute, () => well).asked.length;
  const { asked, supervision, reminded } = superviseReporter(
    minute,
    () => well,
    () => reports.well,
  );
  assert.ok(asked.length < asking / 2, `${asked.length} questions in the place of ${asking}`);
  assert.ok(asked.filter(query => query === 4).length >= 4, 'its paper is asked for');
  assert.ok(reminded.length >= 3, 'it is asked to go on reporting');
  assert.equal(supervision.status(minute), { health: 'ok' });
});

test('a printer that has stopped reporting shows its fault within two seconds all the same', () => {
  const opened = 5_050;
  const fault = (query: StatusQuery, now: number) =>
    now < opened ? well : query === 1 ? 0x1a : query === 2 ? 0x16 : well;
  const { supervision } = superviseReporter(opened + 2000, fault, now =>
    now < 100 ? reports.well : undefined,
  );
  assert.is(supervision.status(opened + 2000)?.code, 'printer-cover-open');
});

test('a printer that does not report any more is asked for everything in each round, and to report again', () => {
  const { asked, reminded } = superviseReporter(
    minute,
    () => well,
    now => (now < 100 ? reports.well : undefined),
  );
  assert.ok(asked.filter(query => query === 4).length > 45, 'its paper is asked for');
  assert.ok(reminded.length >= 3, 'it is asked to report');
});

test('a printer whose own reports say other than its answers is asked for everything in each round', () => {
  const { asked } = superviseReporter(
    minute,
    () => well,
    () => reports.low,
  );
  assert.ok(asked.filter(query => query === 4).length > 65, String(asked.length));
});

test('noise ends the trust in reports until the printer has said it all again', () => {
  const { supervision } = superviseReporter(
    5_000,
    () => well,
    () => reports.well,
  );
  supervision.garbage(3, 5_000);
  const asked: StatusQuery[] = [];
  for (let now = 5_010; now <= 7_000; now += 10) {
    const query = supervision.ask(now, false);
    if (query === undefined) continue;
    asked.push(query);
    supervision.answer(well, now, false);
  }
  assert.equal(asked.slice(0, 4), [1, 2, 3, 4]);
});

test.run();
