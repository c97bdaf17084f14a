import { type TSchema, TypeGuard } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import * as messages from '../../../firmware/link/messages';
import { commandSchemas, internalCommandSchemas } from '../../../firmware/servicepoint/commands';
import { eventSchemas } from '../../../firmware/servicepoint/events';

/** What somebody might write of a person: names, personal identity code, telephone, mail, address, a matter, an account. */
const personal = [
  'Matti Meikäläinen',
  'Meikäläinen',
  'matti meikäläinen',
  '131052-308T',
  '+358 40 123 4567',
  '040 123 4567',
  'matti.meikalainen@example.fi',
  'Puistokatu 1 A 5',
  'asia koskee toimeentulotukea',
  'Kiitos hyvästä palvelusta!',
  'FI21 1234 5600 0007 85',
];

/** Fields that take more than ids, codes and numbers, and why none of it is about a customer or stays. */
const exempt: Readonly<Record<string, string>> = {
  'ring-heard.caller':
    'compared with the directory of offices and forgotten; tests of ringing hold a canary to it',
  CommandId: 'made up by the asking program for one message',
  'CommandMessage.id': 'made up by the asking program for one message',
  'ReplyMessage.id': 'the same, given back',
  'ReplyMessage.message': 'words of the catalogue and ids, made by the box for logs',
};

/** Objects that hold anything here because another schema checks them. */
const checkedElsewhere: Readonly<Record<string, string>> = {
  'CommandMessage.args': 'the schema of the command',
  'ReplyMessage.result': 'made by the core from ids and numbers',
};

interface Field {
  readonly path: string;
  readonly schema: TSchema;
}

function* fieldsOf(path: string, schema: TSchema): Generator<Field> {
  yield { path, schema };
  for (const [name, of] of Object.entries((schema.properties ?? {}) as Record<string, TSchema>))
    yield* fieldsOf(`${path}.${name}`, of);
  for (const part of Object.values((schema.patternProperties ?? {}) as Record<string, TSchema>))
    yield* fieldsOf(`${path}.*`, part);
  if (TypeGuard.IsArray(schema)) yield* fieldsOf(path, schema.items);
  for (const part of (schema.anyOf ?? schema.allOf ?? []) as TSchema[]) yield* fieldsOf(path, part);
}

const wire = (Object.entries(messages) as [string, unknown][]).filter((entry): entry is [string, TSchema] =>
  TypeGuard.IsSchema(entry[1]),
);

const all: Field[] = (
  [
    ...Object.entries(eventSchemas),
    ...Object.entries(commandSchemas),
    ...Object.entries(internalCommandSchemas),
    ...wire,
  ] as [string, TSchema][]
).flatMap(([name, schema]) => [...fieldsOf(name, schema)]);

test('every schema of facts, commands and messages is walked', () => {
  assert.ok(wire.length > 10, `${wire.length} messages`);
  assert.ok(all.length > 300, `${all.length} fields`);
  for (const path of [...Object.keys(exempt), ...Object.keys(checkedElsewhere)])
    assert.ok(
      all.some(field => field.path === path),
      `${path} is exempt and does not exist`,
    );
});

test('no field of a fact, a command or a message can hold words from or about a customer', () => {
  for (const { path, schema } of all) {
    if (schema.type !== 'string' || path in exempt) continue;
    for (const words of personal) assert.not(Value.Check(schema, words), `${path} takes "${words}"`);
  }
});

test('nothing that no schema names slips through', () => {
  for (const { path, schema } of all) {
    assert.not(TypeGuard.IsUnknown(schema) || TypeGuard.IsAny(schema), `${path} takes anything`);
    if (!TypeGuard.IsObject(schema) || path in checkedElsewhere) continue;
    assert.is(schema.additionalProperties, false, `${path} takes what it does not name`);
  }
});

test.run();
