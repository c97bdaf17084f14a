import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { commandLength } from '../../../simulator/printer/language/command-length';

/** Whole commands as the manuals of the makers print them. */
const whole = [
  'ESC @: 1B40',
  'ESC ! n: 1B2130',
  'ESC $ nL nH: 1B240A00',
  'ESC p m t1 t2: 1B70001932',
  'ESC W, eight parameters: 1B570000000000020003',
  'ESC ( A, a beeper: 1B28410400300103FF',
  'ESC D to its NUL: 1B44081018 00',
  'ESC c 5 n: 1B633500',
  'ESC *, 8 dots high: 1B2A000300AABBCC',
  'ESC *, 24 dots high: 1B2A210200AABBCCDDEEFF',
  'GS ! n: 1D2155',
  'GS ^ r t m: 1D5E010203',
  'GS V m, no feed: 1D5601',
  'GS V m n, with feed: 1D564200',
  'GS g 2, a maintenance counter: 1D6732000A00',
  'GS z 0, two parameters: 1D7A3000',
  'GS *, a downloaded picture of 1 by 1: 1D2A01010102030405060708',
  'GS v 0, 2 bytes by 2 rows: 1D763000020002 00AABBCCDD',
  'GS 8 L, a long picture: 1D384C0300000030 4532',
  'GS k A, to its NUL: 1D6B04313233 00',
  'GS k B, with its length: 1D6B4903313233',
  'GS ( k, a QR code: 1D286B0300315130',
  'FS .: 1C2E',
  'FS p n m: 1C700100',
  'FS ( E: 1C28450600304230313233',
  'DLE EOT n: 100401',
  'DLE EOT 8 3, an ink status: 10040803',
  'DLE ENQ n: 100502',
  'DLE DC4 1, a pulse: 1014010001',
  'DLE DC4 3, a buzzer: 1014030000000000',
  'DLE DC4 7: 10140701',
  'DLE DC4 8, clear the buffer: 10140801031401060208',
];

const bytesOf = (line: string) => [
  ...Buffer.from(line.slice(line.lastIndexOf(':') + 1).replaceAll(' ', ''), 'hex'),
];

test('every command is as long as its manual says, and nothing is known of it too early', () => {
  for (const line of whole) {
    const bytes = bytesOf(line);
    assert.is(commandLength(bytes), bytes.length, line);
    for (let end = 0; end < bytes.length; end++) {
      const early = commandLength(bytes.slice(0, end));
      assert.ok(early === 'more' || early === bytes.length, `${line}: ${early} after ${end} bytes`);
    }
  }
});

test('what no manual has is said to be unknown, never guessed', () => {
  for (const hex of ['1B00', '1B6339', '1D763100', '1D6B20', '1D6B5000', '1D6731', '101409', '1C7A', '4142'])
    assert.is(commandLength(bytesOf(`:${hex}`)), 'unknown', hex);
});

test.run();
