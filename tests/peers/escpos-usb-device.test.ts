import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { UsbTransport } from '../../hal/drivers/escpos/usb-transport';
import { placeOfPort } from '../../hal/serial-identity';
import { driverOver, ticket, time } from '../support/escpos-bench';

function withFolder(run: (folder: string) => Promise<void>): () => Promise<void> {
  return async () => {
    const folder = mkdtempSync(join(tmpdir(), 'tiski-usb-'));
    await run(folder).finally(() => rmSync(folder, { recursive: true }));
  };
}

/** What a driver shows for a port of that name, after it has been asked for a ticket. */
async function codeFor(port: string, sysfs?: string): Promise<string | undefined> {
  const printer = driverOver(new UsbTransport({ port, time, ...(sysfs === undefined ? {} : { sysfs }) }));
  await printer.start(AbortSignal.timeout(10_000));
  await once(printer.events, 'status');
  const { code } = printer.status;
  assert.is((await printer.print(ticket('K101'))).outcome, 'not-done');
  await printer.stop();
  return code;
}

/** A printer as the kernel shows it in sysfs. */
function plugIn(sysfs: string, node: string, vendor: string, product: string, serial?: string): void {
  const device = join(sysfs, 'devices', 'usb1', node);
  const usbInterface = join(device, '1-1:1.0');
  mkdirSync(usbInterface, { recursive: true });
  writeFileSync(join(device, 'idVendor'), `${vendor}\n`);
  writeFileSync(join(device, 'idProduct'), `${product}\n`);
  if (serial !== undefined) writeFileSync(join(device, 'serial'), `${serial}\n`);
  const entry = join(sysfs, 'class', 'usbmisc', node);
  mkdirSync(entry, { recursive: true });
  symlinkSync(usbInterface, join(entry, 'device'));
}

test(
  'with the printer unplugged no file takes its place, however often a ticket is asked for',
  withFolder(async folder => {
    const link = join(folder, 'printer');
    symlinkSync(join(folder, 'lp0'), link);
    assert.is(await codeFor(link), 'printer-unplugged');
    assert.not(existsSync(join(folder, 'lp0')));
  }),
);

test(
  'a file that another program has left where the printer should be is not written to',
  withFolder(async folder => {
    const link = join(folder, 'printer');
    const file = join(folder, 'lp0');
    writeFileSync(file, '');
    symlinkSync(file, link);
    assert.is(await codeFor(link), 'printer-port-wrong');
    assert.is(readFileSync(file, 'utf8'), '');
  }),
);

test(
  'neither a pipe nor a folder is taken for a printer',
  withFolder(async folder => {
    const pipe = join(folder, 'pipe');
    spawnSync('mkfifo', [pipe]);
    symlinkSync(pipe, join(folder, 'to-pipe'));
    symlinkSync(folder, join(folder, 'to-folder'));
    assert.is(await codeFor(join(folder, 'to-pipe')), 'printer-port-wrong');
    assert.is(await codeFor(join(folder, 'to-folder')), 'printer-port-wrong');
  }),
);

test('the bare name of the kernel is refused: the next printer plugged in would have it', async () => {
  assert.is(await codeFor('/dev/usb/lp0'), 'printer-port-unstable');
});

test(
  'a printer is found by its USB numbers, wherever it is plugged in',
  withFolder(async sysfs => {
    plugIn(sysfs, 'lp1', '04b8', '0e15', 'X3CA001');
    plugIn(sysfs, 'lp2', '0dd4', '0205');
    const place = (name: string) => placeOfPort(name, 'usbmisc', sysfs);
    assert.equal(place('usb:04B8:0E15'), { path: '/dev/usb/lp1' });
    assert.equal(place('usb:0dd4:0205'), { path: '/dev/usb/lp2' });
    assert.is(await codeFor('usb:0519:0003', sysfs), 'printer-unplugged');
  }),
);

test(
  'two of the same make need the serial number, and say so',
  withFolder(async sysfs => {
    plugIn(sysfs, 'lp0', '04b8', '0e15', 'X3CA001');
    plugIn(sysfs, 'lp1', '04b8', '0e15', 'X3CA002');
    assert.is(await codeFor('usb:04b8:0e15', sysfs), 'printer-port-ambiguous');
    assert.equal(placeOfPort('usb:04b8:0e15:X3CA002', 'usbmisc', sysfs), { path: '/dev/usb/lp1' });
  }),
);

test.run();
