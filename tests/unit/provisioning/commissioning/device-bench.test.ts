import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { silent } from '../../../../hal/platform/log';
import type { PrintOutcome, TicketPrinter } from '../../../../hal/ticket-printer';
import { DeviceBench } from '../../../../provisioning/commissioning/device-bench';
import { SiteDraft } from '../../../../provisioning/commissioning/site-draft';
import { VirtualTime } from '../../../../simulator/time/virtual-time';

const site = `
site: library
appliance: box
timezone: Europe/Helsinki
services: []
devices:
  lamp: { driver: virtual-lamp }
  display: { driver: virtual-number-display }
  sounder: { driver: virtual-sounder }
  button: { driver: virtual-button }
`;

async function tried() {
  const time = new VirtualTime();
  const pressed: string[] = [];
  const bench = new DeviceBench({
    draft: new SiteDraft(site),
    time,
    log: silent,
    folder: '/nowhere',
    onPress: device => pressed.push(device),
    onStatus: () => {},
  });
  await bench.start();
  const { hal } = bench;
  const lamp = () => (hal.find('lamp', 'lamp') as unknown as { sign: string }).sign;
  const display = () => (hal.find('number-display', 'display') as unknown as { text: string }).text;
  return { bench, time, lamp, display };
}

test('a device that is tried shows itself for a few seconds, and a person says whether it was seen', async () => {
  const { bench, time, lamp, display } = await tried();
  for (const device of ['lamp', 'display', 'sounder', 'button', 'nothing']) bench.show(device);
  assert.equal([lamp(), display()], ['call', '888']);
  assert.equal(
    bench.trials.map(({ device, asked }) => [device, asked]),
    [
      ['lamp', true],
      ['display', true],
      ['sounder', true],
    ],
  );
  time.advance(6001);
  assert.equal([lamp(), display()], ['off', '']);
  bench.judge('lamp', true);
  bench.judge('display', false);
  bench.judge('nothing', true);
  assert.equal(
    bench.trials.map(({ result, asked }) => [result, asked]),
    [
      ['ok', false],
      ['failed', false],
      ['unknown', true],
    ],
  );
  await bench.stop();
  assert.equal(time.timers, []);
});

test('only a printer prints', async () => {
  const { bench } = await tried();
  const lay = () => assert.unreachable('nothing is laid out');
  assert.is(await bench.print('lamp', lay as never), undefined);
  assert.is(await bench.print('nothing', lay as never), undefined);
  assert.equal(bench.printers, []);
  await bench.stop();
});

test('a test ticket that may hang in the printer is neither good nor bad until somebody has looked', async () => {
  const bench = new DeviceBench({
    draft: new SiteDraft(`${site}  printer: { driver: escpos-tcp, host: 127.0.0.1 }\n`),
    time: new VirtualTime(),
    log: silent,
    folder: '/nowhere',
    onPress: () => {},
    onStatus: () => {},
  });
  assert.equal(bench.printers, ['printer']);
  const printer = bench.hal.find('ticket-printer', 'printer') as { print: TicketPrinter['print'] };
  const after = async (outcome: PrintOutcome) => {
    printer.print = async () => outcome;
    await bench.print('printer', () => []);
    const { asked, result, code } = bench.trials.find(({ device }) => device === 'printer') ?? {};
    return [asked, result, code];
  };
  const code = 'printer-paper-out';
  assert.equal(await after({ outcome: 'unknown', code }), [true, 'unknown', code]);
  assert.equal(await after({ outcome: 'not-done', code }), [false, 'failed', code]);
  assert.equal(await after({ outcome: 'done' }), [false, 'ok', undefined]);
});

test('a button that does not work is said to be deaf', async () => {
  const { bench } = await tried();
  assert.equal(bench.deaf, []);
  await bench.hal.stop();
  assert.equal(bench.deaf, [{ device: 'button', code: 'device-not-started' }]);
  await bench.stop();
});

test.run();
