import { chownSync, mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { examineSite } from '../../firmware/config/check-site';
import { devicesCommand } from '../../firmware/technician/devices-command';
import { runList } from '../../firmware/technician/list-command';
import { readSiteDevices } from '../../firmware/technician/site-devices';
import { holdState } from '../../firmware/technician/state-folder';
import type { Roots } from '../../firmware/technician/usb-ports';
import { loadKernel } from '../../hal/drivers/gpio/chardev/kernel';
import { TiskiError } from '../../hal/platform/error';
import { bundleProgram } from '../support/appliance-process';
import { type GpioChip, GpioKernel } from '../support/gpio-kernel';
import { inProcess } from '../support/in-process-command';
import { Technician, tooWide } from '../support/technician';

let technician: Technician;

/** Files in the form in which the kernel and udev show devices. */
class Machine {
  readonly roots: Roots;
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.roots = { sysfs: join(folder, 'sys'), dev: join(folder, 'dev'), kernel: loadKernel };
    mkdirSync(this.roots.sysfs);
    mkdirSync(this.roots.dev);
  }

  /** A USB device with one interface. @param node such as `tty/ttyACM0`; a device without one has no driver in the kernel */
  usb(
    place: string,
    about: Readonly<Record<string, string>>,
    { node, interfaceClass = 'ff' }: { node?: string; interfaceClass?: string },
  ): void {
    const folder = join(this.roots.sysfs, 'devices', place);
    for (const [name, text] of Object.entries(about)) this.#write(join(folder, name), `${text}\n`);
    const part = join(folder, `${place}:1.0`);
    this.#write(join(part, 'bInterfaceClass'), `${interfaceClass}\n`);
    const bus = join(this.roots.sysfs, 'bus', 'usb', 'devices');
    this.#link(join(bus, place), folder);
    this.#link(join(bus, `${place}:1.0`), part);
    if (node === undefined) return;
    this.#link(join(part, 'driver'), this.#folder);
    this.#link(join(this.roots.sysfs, 'class', node, 'device'), part);
  }

  /** @param link such as `serial/by-id/usb-Arduino` */
  udev(link: string, name: string): void {
    const device = join(this.roots.dev, name);
    this.#write(device, '');
    this.#link(join(this.roots.dev, link), device);
  }

  /** What `tiski devices list` says of this machine. */
  list(config?: string, roots = this.roots): { readonly code: number; readonly output: string } {
    let output = '';
    const code = runList(
      config === undefined ? {} : { config },
      text => {
        output += text;
      },
      {},
      roots,
    );
    return { code, output };
  }

  #write(file: string, text: string): void {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  #link(path: string, target: string): void {
    mkdirSync(dirname(path), { recursive: true });
    symlinkSync(target, path);
  }
}

const uno = {
  idVendor: '2341',
  idProduct: '0043',
  serial: '75830303934351F0B1C1',
  manufacturer: 'Arduino (www.arduino.cc)',
};
const epson = {
  idVendor: '04b8',
  idProduct: '0e28',
  serial: 'X5AB1234',
  manufacturer: 'EPSON',
  product: 'TM-T20III',
};
const clone = { idVendor: '1a86', idProduct: '7523', product: 'USB Serial' };

/** The lines for the site file, as they are copied from the terminal. */
function copied(output: string): string {
  const lines = output.split('\n').filter(line => /^ {4}\S|^ {6}\S/.test(line));
  return `version: 1\ndevices:\n${lines.join('\n')}\n`;
}

test.before(bundleProgram);
test.before.each(() => {
  technician = new Technician();
});
test.after.each(() => technician.leaves());

test('a board is listed with what names it, and the lines for the site file are right as they stand', () => {
  const machine = new Machine(technician.folder);
  machine.usb('1-1', uno, { node: 'tty/ttyACM0' });
  machine.udev('serial/by-id/usb-Arduino_75830303934351F0B1C1-if00', 'ttyACM0');
  const { code, output } = machine.list();
  assert.is(code, 0, output);
  assert.match(output, /Serial port \/dev\/ttyACM0 .*Arduino Uno/);
  assert.match(output, /fingerprint usb:2341:0043:75830303934351F0B1C1/);
  assert.match(output, /link +\S+\/usb-Arduino_75830303934351F0B1C1-if00/);
  const { value, problems } = examineSite(copied(output), 'site.yaml');
  const wrong = problems.filter(({ code }) => code !== 'site-key-missing' && code !== 'site-device-unused');
  assert.equal(wrong, []);
  const { devices } = value as { devices: Record<string, { driver: string; port: string }> };
  assert.is(devices['new-button']?.driver, 'firmata-button');
  assert.is(devices['new-button']?.port, 'usb:2341:0043:75830303934351F0B1C1');
});

test('a USB printer is listed with its make; a modem beside it is not', () => {
  const machine = new Machine(technician.folder);
  machine.usb('1-2', epson, { node: 'usbmisc/lp0', interfaceClass: '07' });
  machine.usb('1-3', { idVendor: '12d1', idProduct: '1506' }, { node: 'usbmisc/cdc-wdm0' });
  const { code, output } = machine.list();
  assert.is(code, 0, output);
  assert.match(output, /USB printer \/dev\/usb\/lp0 \(EPSON TM-T20III, Epson\)/);
  assert.match(copied(output), /driver: escpos-usb\n\s+port: usb:04b8:0e28:X5AB1234\n\s+profile: epson/);
  assert.not.match(output, /wdm/);
});

test('a printer that the kernel has no device for is not passed over', () => {
  const machine = new Machine(technician.folder);
  machine.usb('1-2', epson, { interfaceClass: '07' });
  const { code, output } = machine.list();
  assert.is(code, 1);
  assert.match(output, /Careful: .*has\s+no\s+device\s+for\s+it:\s+usb:04b8:0e28/);
  assert.match(output, /modprobe usblp/);
});

test('two boards without serial numbers are told apart by where they are plugged in', () => {
  const machine = new Machine(technician.folder);
  machine.usb('1-1', clone, { node: 'tty/ttyUSB0' });
  machine.usb('1-2', clone, { node: 'tty/ttyUSB1' });
  machine.udev('serial/by-path/usb-0:1', 'ttyUSB0');
  const { output } = machine.list();
  assert.match(output, /fingerprint \S+\/serial\/by-path\/usb-0:1\n/);
  assert.match(output, /ttyUSB1.*\n {2}Nothing names it alone/);
});

test('what the site file names is found, or missing with what to do', () => {
  const machine = new Machine(technician.folder);
  // A device that every machine has stands for the board.
  machine.usb('1-1', uno, { node: 'tty/null' });
  technician.name({
    'counter-1-next': { driver: 'firmata-button', port: 'usb:2341:0043', pin: 2 },
    'lobby-printer': { driver: 'escpos-usb', port: 'usb:04b8:0e28' },
    'hall-printer': { driver: 'escpos-tcp', host: '10.0.0.9' },
  });
  const { code, output } = machine.list(technician.site);
  assert.is(code, 1);
  assert.match(output, /counter-1-next +found +pin 2 of usb:2341:0043 \(\/dev\/null\)/);
  assert.match(output, /lobby-printer +MISSING.*printer-unplugged/s);
  assert.match(output, /hall-printer +not here +10\.0\.0\.9:9100/);
  assert.match(output, /1 of 3 devices is missing/);
  assert.equal(tooWide(output), []);
});

/** A machine with GPIO chips of the character device, before whoever asks. */
async function withChips(
  chips: readonly GpioChip[],
  use: (kernel: GpioKernel, list: (roots?: Partial<Roots>) => ReturnType<Machine['list']>) => void,
): Promise<void> {
  const kernel = new GpioKernel(chips);
  const machine = new Machine(technician.folder);
  const roots = { ...machine.roots, dev: kernel.folder, kernel: () => kernel };
  try {
    use(kernel, other => machine.list(technician.site, { ...roots, ...other }));
  } finally {
    kernel.remove();
  }
}

const lines = { 'counter-1-next': { driver: 'gpio-button', chip: 'pinctrl', line: 'CALL' } };

test('lines of a chip are listed with who has them, be it the kernel itself', () =>
  withChips([{ label: 'pinctrl', lines: ['CALL', 'LED', 'FREE'] }], (kernel, list) => {
    technician.name(lines);
    const free = list();
    assert.is(free.code, 0, free.output);
    assert.match(free.output, /counter-1-next +found +line CALL of pinctrl\n/);
    kernel.users.set('CALL', 'bell-ringer');
    kernel.users.set('LED', '');
    const { output } = list();
    assert.match(output, /0 CALL +used by bell-ringer/);
    assert.match(output, /1 LED +used by the kernel/);
    assert.match(output, /2 FREE +free/);
    assert.match(output, /counter-1-next +found .*in use by bell-ringer/);
  }));

test('a chip that nobody may open is a trouble with what to do, and one that goes away meanwhile is none', () =>
  withChips([{ label: 'pinctrl', lines: ['CALL'] }], (kernel, list) => {
    technician.name({});
    kernel.addUseless();
    const { code, output } = list();
    assert.is(code, 1);
    assert.match(output, /Careful: .*gpiochip97/s);
    assert.match(output, /Write "sudo" before the command/);
  }));

test('without the native part that asks the kernel that is the trouble; a fault of the program is not hidden', () =>
  withChips([{ label: 'pinctrl', lines: ['CALL'] }], (_, list) => {
    technician.name({});
    const without = (error: Error) => () => {
      throw error;
    };
    const { code, output } = list({ kernel: without(new TiskiError('gpio-native-missing')) });
    assert.is(code, 1);
    assert.match(output, /Careful: /);
    assert.not.match(output, /sudo/);
    assert.throws(() => list({ kernel: without(new Error('odd')) }), /odd/);
  }));

test('a line of the board that the machine does not have is missing, and what tells no numbers is passed over', () => {
  const machine = new Machine(technician.folder);
  machine.usb('1-2', { idVendor: '04b8' }, { interfaceClass: '07' });
  technician.name({ printer: { driver: 'escpos-serial', port: '/dev/ttyS98' } });
  const { code, output } = machine.list(technician.site);
  assert.is(code, 1);
  assert.match(output, /printer +MISSING.*printer-unplugged/s);
  assert.not.match(output, /modprobe/);
});

test('a device of a site file whose time zone is no text can be tested all the same', () => {
  writeFileSync(technician.site, 'timezone: 2\ndevices:\n  lamp: { driver: virtual-lamp }\n');
  const { timezone, devices, problems } = readSiteDevices(technician.site, {});
  assert.equal([timezone, Object.keys(devices), problems > 0], ['UTC', ['lamp'], true]);
});

test('a wait that is no number of seconds within an hour is refused before anything is opened', async () => {
  const words = ['devices', 'test', 'lamp', '--config', 'site.yaml'];
  for (const wait of ['0', '3601', 'soon']) {
    const { output, code } = await inProcess([devicesCommand()], [...words, '--wait', wait]);
    assert.is(code, 1, wait);
    assert.match(output, /1 to 3600/);
  }
  const { output } = await inProcess([devicesCommand()], [...words, '--wait', '3600', '--twice']);
  assert.match(output, /unknown option '--twice'/);
});

test('what a test as root writes into the folder of the service belongs to the service afterwards', () => {
  const folder = join(technician.folder, 'state-of-service');
  mkdirSync(folder);
  // Without root there is nobody else to give it to.
  const isRoot = process.getuid?.() === 0;
  const service = isRoot ? 65_534 : statSync(folder).uid;
  const other = isRoot ? 65_533 : service;
  chownSync(folder, service, statSync(folder).gid);
  const held = holdState(folder);
  assert.is(held.folder, folder);
  for (const name of ['counts.json', 'theirs']) writeFileSync(join(folder, name), '');
  chownSync(join(folder, 'theirs'), other, statSync(folder).gid);
  held.release();
  assert.equal(
    ['counts.json', 'theirs'].map(name => statSync(join(folder, name)).uid),
    [service, other],
  );
});

test('a folder that is root’s own stays so', () => {
  const folder = join(technician.folder, 'state-of-root');
  mkdirSync(folder);
  const held = holdState(folder);
  writeFileSync(join(folder, 'counts.json'), '');
  held.release();
  assert.is(statSync(join(folder, 'counts.json')).uid, process.getuid?.());
});

test('where nothing is plugged in, that is said with what to do', () => {
  const { code, output } = new Machine(technician.folder).list();
  assert.is(code, 1);
  assert.match(output, /^Nothing is plugged in/);
  assert.match(output, /Check that the device has power/);
  assert.equal(tooWide(output), []);
});

test('the program itself lists as data, refuses a wrong site file by line, and a wrong command', async () => {
  const listed = technician.types('list', '--json');
  writeFileSync(technician.site, 'devices:\n  lamp: { driver: vitual-lamp }\n');
  const refused = technician.types('list', '--config', technician.site);
  const wrong = technician.types('lst');
  await listed.ends();
  const data = JSON.parse(listed.output);
  for (const part of ['serial', 'printers', 'gpio', 'troubles']) assert.ok(Array.isArray(data[part]), part);
  assert.is(await refused.ends(), 2);
  assert.match(refused.output, /site\.yaml:2:\d+: site-driver-unknown: .*virtual-lamp/);
  assert.is(await wrong.ends(), 2);
});

test.run();
