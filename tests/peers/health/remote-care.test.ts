import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../../firmware/appliance';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { Point } from '../../support/point';

interface Health {
  readonly box: { readonly tested?: { readonly result: string; readonly code?: string } };
  readonly devices: Readonly<
    Record<
      string,
      {
        health: string;
        since?: string;
        counters?: Record<string, number>;
        tested?: { result: string; code?: string };
      }
    >
  >;
  readonly words: Readonly<Record<string, { what: string; advice: string }>>;
  readonly language: string;
}

interface Reply {
  readonly ok: boolean;
  readonly code?: string;
  readonly result: Record<string, unknown>;
}

const test = suite('remote care of devices');

/** All begin at once: each waits for the proof of a printer, which takes seconds. */
function withPoint(use: (point: Point) => Promise<void>): () => Promise<void> {
  const done = (async () => {
    const point = new Point();
    try {
      await point.start();
      await use(point);
    } finally {
      await point.stop();
    }
  })();
  done.catch(() => undefined);
  return () => done;
}

async function ask({ http }: Point, name: string, args: object, id?: string): Promise<Reply> {
  const body = JSON.stringify({ by: 'central', args, ...(id !== undefined && { id }) });
  const headers = { 'content-type': 'application/json' };
  return (await fetch(`${http}/api/command/${name}`, { method: 'POST', headers, body })).json() as never;
}

async function healthOf({ http }: Point, language = 'fi'): Promise<Health> {
  return (await fetch(`${http}/api/health?language=${language}`)).json() as never;
}

function factsOf({ appliance }: Point, type: string) {
  return appliance.runtime.journal
    .read(0, 1000)
    .map(({ event }) => event)
    .filter(event => event.type === type)
    .map(({ data }) => data as Record<string, unknown>);
}

test(
  'a self-test of everything says of each device and of the box what it could prove, and prints nothing',
  withPoint(async point => {
    const lamp = point.appliance.hal.devices.get('lamp');
    if (!(lamp instanceof VirtualLamp)) throw new Error('the lamp of the point is virtual');
    lamp.report({ health: 'failed', code: 'board-lost' });
    const { ok, result } = await ask(point, 'self-test', {});
    assert.ok(ok);
    assert.is((result.devices as string[]).length, 7);
    await point.until('the printer is tested', () => factsOf(point, 'device.tested').length === 7);
    const results = new Map(factsOf(point, 'device.tested').map(({ device, ...rest }) => [device, rest]));
    assert.equal(results.get('printer'), { result: 'ok' });
    assert.equal(results.get('lamp'), { result: 'failed', code: 'board-lost' });
    assert.equal(results.get('sounder'), { result: 'ok' });
    assert.equal(factsOf(point, 'appliance.tested'), [{ result: 'unknown', code: 'device-not-started' }]);
    assert.equal(point.printer.tickets, []);

    const { devices, words, language } = await healthOf(point, 'sv');
    assert.is(devices.printer?.tested?.result, 'ok');
    assert.is(devices.lamp?.tested?.code, 'board-lost');
    assert.is(language, 'sv');
    assert.ok(words['board-lost']?.advice);
    assert.type(devices.printer?.counters?.reconnects, 'number');
    assert.ok(devices.printer?.since);
  }),
);

test(
  'a printer that no longer answers fails its self-test although nobody has printed since',
  withPoint(async point => {
    await point.printer.stop();
    await ask(point, 'self-test', { device: 'printer' });
    await point.until('the result', () => factsOf(point, 'device.tested').length === 1);
    const [{ result, code } = {}] = factsOf(point, 'device.tested');
    assert.is(result, 'failed');
    assert.is(code, 'printer-unreachable');
    await point.printer.start();
  }),
);

test(
  'a test ticket is printed when it is asked for, and only then',
  withPoint(async point => {
    await ask(point, 'self-test', { device: 'printer', print: true });
    await point.until('the result', () => factsOf(point, 'device.tested').length === 1);
    assert.equal(factsOf(point, 'device.tested'), [{ device: 'printer', result: 'ok', printed: true }]);
    assert.is(point.printer.tickets.length, 1);
  }),
);

test(
  'a device is started anew, the others go on, and the result of it is told; the same id does it once',
  withPoint(async point => {
    const seen: string[] = [];
    for (const [name, device] of point.appliance.hal.devices)
      device.events.on('status', ({ health }) => {
        if (seen.at(-1) !== `${name} ${health}`) seen.push(`${name} ${health}`);
      });
    const first = await ask(point, 'restart', { device: 'printer' }, 'again');
    assert.ok(first.ok);
    assert.is(first.result.device, 'printer');
    await point.until('the result', () => factsOf(point, 'device.tested').length === 1);
    assert.equal(factsOf(point, 'device.tested'), [{ device: 'printer', result: 'ok' }]);
    assert.equal(seen, ['printer unknown', 'printer ok']);
    assert.equal(await ask(point, 'restart', { device: 'printer' }, 'again'), { id: 'again', ...first });
    assert.is(factsOf(point, 'appliance.restart-asked').length, 1);
    const { ok } = await point.press({ service: 'tax' });
    assert.ok(ok);
    await point.until('the ticket on paper', () => point.papers.length === 1);
  }),
);

test(
  'a box that nothing would start again says so, and what is no device is refused',
  withPoint(async point => {
    assert.instance(point.appliance, Appliance);
    assert.is((await ask(point, 'restart', {})).code, 'restart-impossible');
    assert.is((await ask(point, 'self-test', { device: 'nothing' })).code, 'device-unknown');
    assert.is((await ask(point, 'restart', { device: 'nothing' })).code, 'device-unknown');
    assert.is((await ask(point, 'restart', { gadget: 'printer' })).code, 'command-invalid');
  }),
);

test.run();
