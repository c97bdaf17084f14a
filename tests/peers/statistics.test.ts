import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { History } from '../../firmware/reports/history';
import { statisticsReport } from '../../firmware/screens/statistics-report';
import { VirtualTime } from '../../simulator/time/virtual-time';
import { smallSite, startWebBox, type WebBox } from '../support/web-box';

const minute = 60_000;
/** Wednesday 18 March 2026, 9.00 in Helsinki. */
const morning = Date.UTC(2026, 2, 18, 7);

const settle = async () => {};
let time: VirtualTime;
let box: WebBox;

test.before.each(async () => {
  time = new VirtualTime(morning);
  box = await startWebBox({ time });
});

test.after.each(async () => {
  const closed = box.close();
  await time.runTo(time.now() + 2000, settle);
  await closed;
});

const passes = (minutes: number) => time.runTo(time.now() + minutes * minute, settle);
const at = { counter: 'counter-1' };

/** Somebody is served for ten minutes, so that others are told of a wait. */
async function officeIsBusy(): Promise<void> {
  for (let customer = 0; customer < 3; customer++) {
    await box.command('take-ticket', { service: 'tax' });
    await box.command('next', at);
    await box.command('arrived', at);
    await passes(10);
    await box.command('done', at);
  }
  await box.command('take-ticket', { service: 'tax' });
  await box.command('next', at);
  await box.command('arrived', at);
}

test('What a customer was told stands beside how long it was', async () => {
  await officeIsBusy();
  await box.command('take-ticket', { service: 'tax' });
  await passes(12);
  await box.command('next', at);
  const history = new History(box.runtime);
  const { outcomes } = await history.read();
  const [only, ...others] = outcomes;
  assert.equal([only?.day, only?.service, only?.actual, others], ['2026-03-18', 'tax', 12, []]);
  assert.equal(
    outcomes.map(({ estimate, low, high, actual }) => ({ estimate, low, high, actual })),
    box.runtime.state.wait.samples.byAge,
  );
  assert.is((await history.read()).outcomes.length, 1);
});

test('Figures that stand in another document are in English, or in the language of the site', async () => {
  const told = async (languages: readonly string[]) => {
    const site = { ...smallSite, languages: [...languages] } as typeof smallSite;
    const options = { site, runtime: box.runtime, period: 'day', day: '2026-03-18' } as const;
    return (await statisticsReport(options)).locale.slice(0, 2);
  };
  assert.equal([await told(['fi', 'sv']), await told(['fi', 'en'])], ['fi', 'en']);
});

test('Training is in none of it, neither are those who waited for something else', async () => {
  await officeIsBusy();
  const first = await box.command('take-ticket', { service: 'tax' });
  const ticket = (first.body.result as { ticket: string }).ticket;
  await box.command('transfer', { ticket, service: 'benefits' });
  await box.runtime.execute({ name: 'mode', args: { mode: 'training' }, channel: 'box', by: 'technician' });
  await box.command('take-ticket', { service: 'tax' });
  await passes(5);
  await box.command('next', at);
  await box.command('take-ticket', { service: 'tax' });
  await box.runtime.execute({ name: 'mode', args: { mode: 'live' }, channel: 'box', by: 'technician' });
  await passes(5);
  // Taken in training and called live.
  await box.command('next', at);
  assert.ok(box.runtime.state.wait.samples.byAge.length > 0);
  assert.equal((await new History(box.runtime).read()).outcomes, []);
});

test('The page shows the day so far, and chooses another period without a script', async () => {
  await officeIsBusy();
  const page = await (await fetch(`${box.url}/statistics?language=sv&of=service-tax`)).text();
  assert.match(page, '<html lang="sv-FI"');
  assert.match(page, 'Perioden pågår: siffror hittills.');
  assert.match(page, /Anlända<\/th><td>4<\/td>/);
  assert.match(page, '<form method="get" action="/statistics">');
  assert.match(page, /href="\?language=sv&#38;period=quarter&#38;day=2026-03-18&#38;of=service-tax"/);
  const empty = await (await fetch(`${box.url}/statistics?day=2020-01-01&period=month`)).text();
  assert.match(empty, 'Tältä ajalta ei ole lukuja.');
});

test.run();
