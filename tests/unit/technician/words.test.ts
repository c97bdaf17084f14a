import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { guess } from '../../../firmware/technician/hardware';
import { listInWords, siteInWords } from '../../../firmware/technician/list-words';
import { wireOf } from '../../../firmware/technician/named-devices';
import { PrinterEar } from '../../../firmware/technician/printer-ear';
import { entry, harmless, unbroken, wrapped } from '../../../firmware/technician/terminal';
import { WireLog } from '../../../firmware/technician/wire-log';
import type { Device } from '../../../hal/device';
import { catalogue } from '../../../hal/platform/catalogue';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const widest = (text: string) => Math.max(...text.split('\n').map(line => line.length));

test('all that the catalogue says fits a terminal, and its commands can be copied', () => {
  for (const { what, advice } of Object.values(catalogue)) {
    for (const text of [wrapped(what, 2), entry('printer', advice, 27)]) assert.ok(widest(text) <= 80, text);
  }
  const command = 'sudo systemctl stop ModemManager';
  assert.match(wrapped(`${'word '.repeat(14)}${unbroken(command)} now`), new RegExp(command));
  assert.match(wrapped(`${'word '.repeat(14)}"${command}" now`), new RegExp(command));
});

test('a path to be copied is never broken', () => {
  const path = `/dev/serial/by-id/${'x'.repeat(90)}`;
  assert.match(wrapped(`It is ${path} today`), new RegExp(`^${path}$`, 'm'));
});

test('nothing that a device calls itself can change the terminal', () => {
  assert.is(harmless('Uno\u001b[2J\u202eX\n'), 'Uno?[2J?X?');
});

test('a chip shows who uses which line, and free lines without a name in short', () => {
  const lines = [
    { offset: 0, name: '', consumer: 'spi0' },
    ...[1, 2, 3, 5].map(offset => ({ offset, name: '' })),
    { offset: 17, name: 'GPIO17' },
    { offset: 18, name: 'GPIO18', consumer: 'tiski lobby-lamp' },
  ];
  const chip = { label: 'pinctrl-rp1', tellsUsers: true, alone: true, lines };
  const text = listInWords({ serial: [], printers: [], gpio: [chip], troubles: [] });
  assert.match(text, /17 GPIO17 free/);
  assert.match(text, /18 GPIO18 used by tiski lobby-lamp/);
  assert.match(text, /free +1-3, 5$/m);
  assert.match(text, /chip: pinctrl-rp1\n\s+line: 17\n\s+bias: up\n/);
  assert.ok(widest(text) <= 80);
});

test('chips that share a label are named by their lines alone', () => {
  const chip = {
    label: 'cp2102',
    tellsUsers: true,
    alone: false,
    lines: [
      { offset: 0, name: '' },
      { offset: 1, name: 'CALL' },
    ],
  };
  const text = listInWords({ serial: [], printers: [], gpio: [chip], troubles: [] });
  assert.match(text, /Another chip has the same label/);
  assert.match(text, /gpio-button\n\s+line: CALL\n/);
});

const port = {
  path: '/dev/ttyACM0',
  usb: { vendor: '2341', product: '0043' },
  guess: { use: 'either', profile: 'generic' } as const,
  links: [],
  heldBy: [],
};

test('a chip with nothing free, and one of a kernel that tells no users, have no lines to copy that would not work', () => {
  const used = { offset: 0, name: '', consumer: 'spi0' };
  const chip = { label: '0:odd label:', tellsUsers: true, alone: true, lines: [used] };
  const full = listInWords({ serial: [], printers: [], gpio: [chip], troubles: [] });
  assert.not.match(full, /gpio-button|free/);
  const old = { ...chip, tellsUsers: false, lines: [{ offset: 4, name: '' }] };
  const silent = listInWords({ serial: [], printers: [], gpio: [old], troubles: [] });
  assert.match(silent, /lines +4$/m);
  assert.match(silent, /Who uses a line is not known/);
  assert.match(silent, /chip: "0:odd label:"\n\s+line: 4\n\s+activeLow/, 'in quotes, and without a resistor');
});

test('a port that nothing names alone, one that nobody knows, and one of a printer', () => {
  const told = (more: object) =>
    listInWords({ serial: [{ ...port, ...more }], printers: [], gpio: [], troubles: [] });
  assert.match(told({}), /another one has the same numbers/i);
  assert.not.match(told({}), /below "devices:"/);
  assert.match(told({}), /\/dev\/ttyACM0$/m);
  const either = told({ port: 'usb:2341:0043' });
  assert.match(either, /If it is a board[\s\S]*If it is a ticket printer/);
  const printer = told({ port: 'usb:2341:0043', guess: { use: 'printer', profile: 'generic' } });
  assert.not.match(printer, /StandardFirmata/);
  const own = told({ usb: undefined, port: '/dev/ttyAMA0', path: '/dev/ttyAMA0' });
  assert.match(own.replace(/\s+/g, ' '), /of this machine; what is at its other end cannot be seen/);
  const unnamed = { ...port, guess: { use: 'printer' as const, profile: 'generic' as const } };
  const list = listInWords({ serial: [], printers: [unnamed], gpio: [], troubles: [] });
  assert.not.match(list, /As a ticket printer/);
});

test('what the site file names is said in one sentence each, however much of it is there', () => {
  const device = (name: string, found: 'yes' | 'no' | 'elsewhere', more: object = {}) => ({
    name,
    driver: 'virtual-lamp',
    wire: 'pin 4',
    found,
    ...more,
  });
  assert.match(siteInWords('site.yaml', []), /names no device/);
  const well = siteInWords('site.yaml', [device('lamp', 'yes', { note: '/dev/ttyACM0' })]);
  assert.match(well, /found +pin 4 \(\/dev\/ttyACM0\)/);
  assert.match(well, /Everything that it names on this machine is there/);
  const one = device('lamp', 'no', { code: 'board-absent', note: 'usb:2341:0043' });
  const missing = siteInWords('site.yaml', [one, device('far', 'elsewhere')], 1);
  assert.match(missing, /1 of 2 devices is missing/);
  assert.match(missing, /"not here"/);
  assert.match(missing, /has 1 problem; see them/);
  assert.match(missing, /: usb:2341:0043 \(board-absent\)/);
  assert.match(siteInWords('site.yaml', [one, one], 2), /2 of 2 devices are missing[\s\S]*2 problems/);
});

test('what hangs on which wire is told in a few words, whatever the wire', () => {
  for (const [entry, words] of [
    [{ driver: 'escpos-tcp', host: '10.0.0.5', port: 9100 }, '10.0.0.5:9100'],
    [{ driver: 'xapi-ring', url: 'wss://10.0.0.9' }, 'wss://10.0.0.9'],
    [{ driver: 'satellite-lamp', appliance: 'room', device: 'lamp' }, 'lamp on the satellite room'],
    [{ driver: 'virtual-lamp' }, 'virtual, without a wire'],
    [{ driver: 'reported-ring' }, 'reported by another program'],
    [{ driver: 'firmata-button', port: 'usb:1:2', pin: 4 }, 'pin 4 of usb:1:2'],
    [{ driver: 'firmata-smiley', port: 'usb:1:2', pins: [4, 5] }, 'pins 4, 5 of usb:1:2'],
    [{ driver: 'escpos-serial', port: 'usb:1:2' }, 'usb:1:2'],
  ] as const)
    assert.is(wireOf(entry), words);
  const unit = {
    driver: 'gpio-smiley-unit',
    chip: 'rp1',
    lines: [4, 'FACE-2'],
    lamp: { line: 6 },
    sounder: {},
  };
  const lines = wireOf(unit);
  assert.match(lines, /4.*FACE-2.*6/);
});

test('everything that happens on a wire has its line, with the seconds', () => {
  const lines: string[] = [];
  const time = new VirtualTime();
  const devices = {
    next: { driver: 'virtual-button' },
    faces: { driver: 'virtual-smiley-unit' },
    bell: { driver: 'x' },
  };
  const log = new WireLog(devices, { time, everyByte: true, out: text => lines.push(text.trimEnd()) });
  const events = new EventEmitter();
  for (const [name, kind] of [
    ['next', 'button'],
    ['faces', 'smiley-unit'],
    ['bell', 'ring-source'],
  ])
    log.follow({ name, kind, events } as unknown as Device);
  events.emit('gesture', 'press');
  events.emit('pressed', { face: 2 });
  events.emit('released', { face: 2 });
  events.emit('ringing', { call: '7\u001b' });
  events.emit('over', { call: '7', end: 'answered' });
  log.edge('next', 'line 4', { active: true, lost: 2, at: 0 });
  log.edge('next', 'line 4', { active: false, lost: 0, at: 0 });
  log.bytes('usb:1:2', 'sent', Uint8Array.of(0xf0));
  log.bytes('bell', 'received', new Uint8Array(70).fill(0xff));
  log.close();
  log.tell('next', 'nothing more');
  const said = lines.map(line => line.replace(/\s+/g, ' ').trim());
  assert.equal(said.slice(0, 8), [
    '0.000 next gesture: press',
    '0.000 faces face 2 pressed',
    '0.000 faces face 2 released',
    '0.000 bell ringing (call 7?)',
    '0.000 bell ring over: answered (call 7)',
    '0.000 next edge: closed (line 4, 2 before it lost)',
    '0.000 next edge: open (line 4)',
    '0.000 board usb:1:2 sent 1 byte: f0',
  ]);
  assert.match(said[8] ?? '', /^0\.000 bell received 70 bytes: (ff ){64}… and 6 more$/);
  assert.is(said[9], '0.000 bell 1 byte that is no status');
});

test('the very product is known before the maker', () => {
  assert.is(guess({ vendor: '2341', product: '0043' }).name, 'Arduino Uno');
  assert.is(guess({ vendor: '2341', product: 'ffff' }).name, 'Arduino board');
  assert.equal(guess({ vendor: 'ffff', product: 'ffff' }), { use: 'either', profile: 'generic' });
});

test('status bytes are put into words, by what was asked, once each', () => {
  const ear = new PrinterEar();
  ear.sent(Uint8Array.of(0x10, 0x04, 4));
  assert.equal(ear.received(Uint8Array.of(0x72)), ['status 4 (paper) 72: no paper']);
  assert.equal(ear.received(Uint8Array.of(0x72)), []);
  assert.equal(ear.received(Uint8Array.of(0x12)), ['status 4 (paper) 12: paper in']);
  const stray = new PrinterEar();
  assert.equal(stray.received(Uint8Array.of(0x12)), ['status byte 12 that nobody asked for']);
  assert.equal(stray.received(Uint8Array.of(0x11)), ['XON: takes data again']);
  assert.equal(stray.received(Uint8Array.of(0x37, 0x25, 0)), ['its buffers are empty']);
  const [first = '', ...again] = stray.received(Uint8Array.of(0x18, 0, 0x0c, 0, 0x18, 0, 0x0c, 0));
  assert.match(first, /^status by itself 18 00 0c 00: .*no paper/);
  assert.equal(again, []);
  assert.equal(ear.received(Uint8Array.of(0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0)), [
    'mark "0001": everything before it is on paper',
  ]);
  assert.equal(ear.received(Uint8Array.of(0xff, 0x13)), [
    '1 byte that is no status',
    'XOFF: its buffer is full',
  ]);
});

test.run();
