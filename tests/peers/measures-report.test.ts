import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { Point } from '../support/point';
import { startWebBox, type WebBox } from '../support/web-box';

const minute = 60_000;
const hour = 60 * minute;
/** Wednesday 30 September 2026, 09:00 in Finland: the last day of a month and a quarter. */
const morning = Date.UTC(2026, 8, 30, 6);

async function afterOneDay(): Promise<WebBox> {
  const time = new VirtualTime(morning);
  const box = await startWebBox({ time });
  const settle = async () => {};
  await box.command('take-ticket', { service: 'tax' });
  await box.command('take-ticket', { service: 'tax' });
  await time.runTo(morning + 10 * minute, settle);
  await box.command('next', { counter: 'counter-1' });
  await box.command('arrived', { counter: 'counter-1' });
  await time.runTo(morning + 16 * minute, settle);
  await box.command('done', { counter: 'counter-1' });
  await time.runTo(morning + 24 * hour, settle);
  await box.command('take-ticket', { service: 'benefits' });
  return box;
}

interface ReportBody {
  readonly closed: boolean;
  readonly definitions: readonly { readonly id: string; readonly text: Readonly<Record<string, string>> }[];
  readonly shares: readonly {
    readonly service?: string;
    readonly organisation?: string;
    readonly days?: number;
    readonly figures: { readonly arrivals: number; readonly queueing: { readonly mean: number } };
  }[];
}

test('A program reads a day, a month and a quarter that are over, and today so far, each with its definitions', async () => {
  const box = await afterOneDay();
  const read = async (address: string) => {
    const response = await fetch(`${box.url}/api/measures/${address}`);
    return { status: response.status, body: (await response.json()) as ReportBody };
  };
  try {
    for (const [address, days] of [
      ['day/2026-09-30', undefined],
      ['month/2026-09', 1],
      ['quarter/2026-Q3', 1],
    ] as const) {
      const { body } = await read(address);
      assert.is(body.closed, true);
      const [benefits, tax, town, point] = body.shares;
      assert.equal([benefits?.service, tax?.service, town?.organisation], ['benefits', 'tax', 'town']);
      assert.is(point?.figures.arrivals, 2);
      assert.is(tax?.figures.queueing.mean, 10 * minute);
      assert.is(tax?.days, days);
      const queueing = body.definitions.find(({ id }) => id === 'queueing');
      assert.match(queueing?.text.fi ?? '', 'ensimmäiseen kutsuun');
    }
    const today = await read('day/2026-10-01.json');
    assert.is(today.body.closed, false);
    assert.is(today.body.shares.at(-1)?.figures.arrivals, 1);
    assert.equal([(await read('day/2026-09-29')).status, (await read('day/yesterday')).status], [404, 404]);
  } finally {
    await box.close();
  }
});

test('A spreadsheet reads the same figures, each line with its unit and its definition', async () => {
  const box = await afterOneDay();
  try {
    const response = await fetch(`${box.url}/api/measures/day/2026-09-30.csv?language=sv`);
    assert.is(response.headers.get('content-type'), 'text/csv; charset=utf-8; header=present');
    const lines = (await response.text()).split('\r\n');
    assert.is(
      lines[0],
      'period,name,closed,organisation,service,hour,figure,statistic,value,unit,definition',
    );
    assert.ok(
      lines.includes(
        'day,2026-09-30,true,town,tax,,arrivals,count,2,tickets,Könummer som tagits för tjänsten',
      ),
    );
    assert.ok(lines.some(line => line.startsWith('day,2026-09-30,true,town,tax,9,waiting,mean,600000,ms,"')));
    assert.ok(lines.some(line => line.startsWith('day,2026-09-30,true,,,,served,count,1,tickets,')));
    const accepted = await fetch(`${box.url}/api/measures/month/2026-09`, {
      headers: { accept: 'text/csv' },
    });
    assert.match(await accepted.text(), /^period,name/);
  } finally {
    await box.close();
  }
});

test('The figures of the day come out of the ticket printer once, in the language asked for, and the end is recorded', async () => {
  const point = await new Point().start();
  try {
    await point.press({ service: 'tax' });
    await point.until('the ticket', () => point.papers.length === 1);
    const response = await fetch(`${point.http}/api/command/print-summary`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ by: 'counter/counter-1', args: { language: 'en' } }),
    });
    assert.is(response.status, 200);
    const ended = () =>
      [...point.appliance.runtime.journal.replay(0)].filter(
        ({ event }) => event.type === 'measure.summary-ended',
      );
    await point.until('the end of the job', () => ended().length > 0);
    assert.match(JSON.stringify(ended()[0]?.event.data), '"outcome":"done"');
    const sheets = point.printer.tickets.filter(({ complete }) => complete);
    assert.is(sheets.length, 2);
    const text = sheets[1]?.text.join('\n') ?? '';
    assert.match(text, 'Figures of the day');
    assert.match(text, /So far; the day goes on/);
    assert.match(text, /Arrivals +1/);
    assert.match(text, /Taxation/);
    assert.match(text, /Queueing time: From taking the number to the first call/);
  } finally {
    await point.stop();
  }
});

test.run();
