import { Type } from '@sinclair/typebox';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { describe, expectation, nameOf, quoted } from '../../../firmware/config/words';

test('a place of a site file is called as a technician would', () => {
  for (const [pointer, name] of [
    ['', 'the file'],
    ['/http/port', '"port"'],
    ['/services/1', 'item 2 of "services"'],
    ['/0', 'item 1'],
  ] as const)
    assert.is(nameOf(pointer), name, pointer);
});

test('a value is described as it stands in the file', () => {
  for (const [value, words] of [
    [null, 'empty'],
    [undefined, 'empty'],
    ['10', '"10"'],
    [16, 'the number 16'],
    [true, 'true'],
    [[], 'an empty list'],
    [[1], 'a list'],
    [{}, 'a group of settings'],
  ] as const)
    assert.is(describe(value), words);
  assert.is(describe(16, '0x10'), 'the number 0x10');
  assert.is(describe(true, 'yes'), 'yes');
});

test('what is quoted is short and cannot change a terminal or the direction of writing', () => {
  assert.is(quoted('a'.repeat(61)), `"${'a'.repeat(57)}..."`);
  assert.is(quoted('\u001b[31m\u202ered'), '"\\u001b[31m\\u202ered"');
});

test('what is expected is said in words for every kind of setting', () => {
  const port = { minimum: 0, maximum: 65535 };
  for (const [schema, words] of [
    [Type.Literal('fi'), 'fi'],
    [Type.Union([Type.Literal('fi'), Type.Literal('sv'), Type.Literal('en')]), 'fi, sv or en'],
    [Type.Union([Type.Literal('fi')]), 'fi'],
    [Type.Union([Type.String(), Type.String()]), 'a text'],
    [Type.String(), 'a text'],
    [Type.String({ maxLength: 40 }), 'a text of at most 40 characters'],
    [Type.String({ pattern: '^a$', description: 'One letter' }), 'a text: One letter'],
    [Type.String({ pattern: '^a$' }), 'a text: ^a$'],
    [Type.Integer(port), 'a whole number from 0 to 65535'],
    [Type.Number({ minimum: 0.5 }), 'a number, at least 0.5'],
    [Type.Number({ maximum: 8, multipleOf: 2 }), 'a number, at most 8, a multiple of 2'],
    [Type.Number(), 'a number'],
    [Type.Boolean(), 'true or false'],
    [Type.Array(Type.String()), 'a list, each item on a line of its own that begins with "- "'],
    [Type.Object({ host: Type.String(), port: Type.Integer() }), 'settings, indented below it: host, port'],
    [Type.Unknown({ description: 'Anything at all' }), 'Anything at all'],
    [Type.Unknown(), 'something else'],
  ] as const)
    assert.is(expectation(schema), words);
});

test.run();
