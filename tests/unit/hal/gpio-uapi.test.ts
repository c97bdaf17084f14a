import { test } from 'uvu';
import * as assert from 'uvu/assert';
import {
  decodeEvents,
  decodeLineInfo,
  encodeLineInfo,
  encodeLineRequest,
  encodeValue,
  flags,
  requests,
  sizes,
} from '../../../hal/drivers/gpio/chardev/uapi';

/** Numbers as a C program prints them that includes `linux/gpio.h`. */

test('the numbers of the requests are those of the kernel', () => {
  assert.equal(requests, {
    chipInfo: 0x8044b401,
    lineInfo: 0xc100b405,
    line: 0xc250b407,
    getValues: 0xc010b40e,
    setValues: 0xc010b40f,
  });
});

test('a request for an input asks for one line, with its debounce in microseconds', () => {
  const bytes = encodeLineRequest({
    offset: 17,
    consumer: 'tiski desk',
    flags: flags.input | flags.edgeRising | flags.edgeFalling | flags.biasUp,
    debounce: 5000,
  });
  assert.is(bytes.length, sizes.lineRequest);
  assert.is(bytes.readUInt32LE(0), 17);
  assert.is(bytes.toString('utf8', 256, 267), 'tiski desk\0');
  assert.is(bytes.readBigUInt64LE(288), 0x134n);
  assert.is(bytes.readUInt32LE(296), 1, 'one attribute');
  assert.is(bytes.readUInt32LE(320), 3, 'debounce');
  assert.is(bytes.readUInt32LE(328), 5000);
  assert.is(bytes.readBigUInt64LE(336), 1n, 'for the first line');
  assert.is(bytes.readUInt32LE(560), 1, 'one line');
});

test('a request for an output carries its first level', () => {
  const bytes = encodeLineRequest({ offset: 4, consumer: 'x', flags: flags.output, on: true });
  assert.is(bytes.readUInt32LE(296), 1);
  assert.is(bytes.readUInt32LE(320), 2, 'output values');
  assert.is(bytes.readBigUInt64LE(328), 1n);
  const dark = encodeLineRequest({ offset: 4, consumer: 'x', flags: flags.output, on: false });
  assert.equal([dark.readUInt32LE(296), dark.readUInt32LE(320)], [1, 2]);
  assert.is(dark.readBigUInt64LE(328), 0n);
});

test('a long name of a device is cut so that its end mark fits', () => {
  const bytes = encodeLineRequest({ offset: 4, consumer: 'x'.repeat(60), flags: 0n });
  assert.is(bytes[256 + 30], 'x'.charCodeAt(0));
  assert.is(bytes[256 + 31], 0);
  assert.is(bytes.readBigUInt64LE(288), 0n);
});

test('what the kernel tells of a line is read', () => {
  const bytes = encodeLineInfo(5);
  bytes.write('GPIO5', 0);
  bytes.write('door bell', 32);
  bytes.writeBigUInt64LE(flags.used | flags.output, 72);
  assert.equal(decodeLineInfo(bytes), { offset: 5, name: 'GPIO5', consumer: 'door bell', output: true });
  bytes.writeBigUInt64LE(0n, 72);
  assert.is(decodeLineInfo(bytes).consumer, undefined);
});

test('events are read one after another, and a part of one is left', () => {
  const bytes = Buffer.alloc(sizes.lineEvent * 2 + 8);
  for (const [index, id] of [1, 2].entries()) {
    const at = index * sizes.lineEvent;
    bytes.writeBigUInt64LE(BigInt(1000 + index), at);
    bytes.writeUInt32LE(id, at + 8);
    bytes.writeUInt32LE(99, at + 16);
    bytes.writeUInt32LE(7 + index, at + 20);
  }
  assert.equal(decodeEvents(bytes, bytes.length), [
    { stamp: 1000n, active: true, sequence: 7 },
    { stamp: 1001n, active: false, sequence: 8 },
  ]);
});

test('a value names the one line that it is for', () => {
  assert.equal([...encodeValue(true)], [1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0]);
});

test.run();
