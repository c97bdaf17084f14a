import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { guess } from '../../../firmware/technician/hardware';
import { listInWords } from '../../../firmware/technician/list-words';
import { PrinterEar } from '../../../firmware/technician/printer-ear';
import { entry, harmless, unbroken, wrapped } from '../../../firmware/technician/terminal';
import { catalogue } from '../../../hal/platform/catalogue';

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
  assert.equal(ear.received(Uint8Array.of(0x37, 0x22, 0x30, 0x30, 0x30, 0x31, 0)), [
    'mark "0001": everything before it is on paper',
  ]);
  assert.equal(ear.received(Uint8Array.of(0xff, 0x13)), [
    '1 byte that is no status',
    'XOFF: its buffer is full',
  ]);
});

test.run();
