import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { PassThrough, type Readable } from 'node:stream';
import { Value } from '@sinclair/typebox/value';
import { ModuleKind, transpileModule } from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Driver } from '../../../hal/driver';
import { LampConductor } from '../../../hal/lamp-conductor';
import type { InputLine } from '../../../hal/line';
import { ButtonOnLine } from '../../../hal/lines/button-on-line';
import { silent } from '../../../hal/platform/log';
import type { Time } from '../../../hal/platform/time';
import { turn, VirtualTime } from '../../../simulator/time/virtual-time';

interface Example {
  readonly driver: Driver;
  readonly UsbButtonLine: new (open: () => Readable, time: Time) => InputLine;
}

const hal = join(__dirname, '../../../hal');
const [code = '', registration = ''] = Array.from(
  readFileSync(join(hal, 'README.md'), 'utf8').matchAll(/```ts\n([\s\S]*?)```/g),
  ([, block]) => block,
);

/** The first block of the page, run as if it were the file that the page says it is. */
function loadExample(): Example {
  const { outputText } = transpileModule(code, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: Partial<Example> = {};
  const beside = createRequire(join(hal, 'drivers/usb-button/driver.ts'));
  new Function('require', 'exports', outputText)(beside, exported);
  const { driver, UsbButtonLine } = exported;
  if (!driver || !UsbButtonLine) throw new Error('the page has no example');
  return { driver, UsbButtonLine };
}

const { driver, UsbButtonLine } = loadExample();
const settings = {
  gestures: ['press' as const],
  debounce: 20,
  holdAfter: 800,
  doubleWithin: 400,
  stuckAfter: 30_000,
};

test('the line of registration of the page loads the driver of the page', () => {
  const asked: string[] = [];
  const registry = new Function('require', `return {${registration}}`)((path: string) => asked.push(path));
  registry['usb-button']();
  assert.equal(asked, ['./drivers/usb-button/driver']);
});

test('the driver of the page makes a button out of what a site file says, touching nothing', () => {
  const options = Value.Default(driver.options, { port: '/dev/serial/by-id/usb-acme' });
  assert.ok(Value.Check(driver.options, options));
  assert.not(Value.Check(driver.options, { ...Object(options), port: '/dev/ttyUSB0' }));
  const time = new VirtualTime();
  const context = { time, log: silent, stateDir: '/nowhere', conductor: new LampConductor(time) };
  const button = driver.create('next', options as never, context);
  assert.is(button.kind, 'button');
  assert.equal(button.status, { health: 'unknown', code: 'device-not-started' });
});

test('the button of the page tells presses, says when it is unplugged, and comes back by itself', async () => {
  const time = new VirtualTime();
  const ports: PassThrough[] = [];
  const open = () => {
    const port = new PassThrough();
    ports.push(port);
    return port;
  };
  const button = new ButtonOnLine('next', { ...settings, line: new UsbButtonLine(open, time), time });
  const told: string[] = [];
  button.events.on('gesture', gesture => told.push(gesture));
  const send = async (bytes: string) => {
    ports.at(-1)?.write(bytes);
    await turn();
    time.advance(100);
  };

  await button.start(new AbortController().signal);
  assert.is(button.status.health, 'unknown');
  await send('U');
  assert.is(button.status.health, 'ok');
  await send('D?');
  await send('U');
  assert.equal(told, ['press']);

  ports.at(-1)?.destroy(new Error('unplugged'));
  await turn();
  assert.is(button.status.code, 'board-lost');
  time.advance(1000);
  assert.is(ports.length, 2);
  await send('D');
  await send('U');
  await send('D');
  assert.equal(told, ['press', 'press'], 'down at first sight is no press');
  assert.is(button.status.health, 'ok');

  await button.stop();
  await turn();
  assert.equal(time.timers, []);
  assert.ok(ports.every(port => port.destroyed));
});

test.run();
