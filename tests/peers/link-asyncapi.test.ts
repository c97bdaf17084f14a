import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import Ajv2020 from 'ajv/dist/2020';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generatedFiles } from '../../firmware/link/generated';
import { publishedDocument, WireCheck } from '../support/wire-check';

const published: object = JSON.parse(readFileSync(publishedDocument, 'utf8'));
const schemas = join(__dirname, '../../firmware/link/generated/schemas');
const base = 'tiski/1/lieksa/hub';

test('the schema that AsyncAPI publishes for version 3.0.0 accepts the document', () => {
  const official: object = JSON.parse(
    readFileSync(require.resolve('@asyncapi/specs/schemas/3.0.0-without-$id.json'), 'utf8'),
  );
  const ajv = new Ajv({ strict: false, validateFormats: false });
  const validate = ajv.compile(official);
  assert.ok(validate(published), ajv.errorsText(validate.errors));
  assert.not(validate({ ...published, operations: { wrong: { action: 'shout' } } }), 'it accepts anything');
});

test('every message has a JSON Schema of its own in a file, and there are no others', () => {
  const made = generatedFiles().map(({ path }) => path.split('/schemas/')[1]);
  assert.equal(readdirSync(schemas).sort(), made.filter(name => name !== undefined).sort());
  const ajv = new Ajv2020({ strict: false });
  for (const name of readdirSync(schemas)) {
    const schema = JSON.parse(readFileSync(join(schemas, name), 'utf8'));
    assert.ok(ajv.validateSchema(schema), `${name}: ${ajv.errorsText()}`);
  }
});

test('a message that the document does not know is found', () => {
  const check = new WireCheck();
  const status = { state: 'online', since: '2026-11-22T08:00:00.000Z', version: '1.2.3' };
  const text = JSON.stringify(status);
  assert.is(check.complaint(`${base}/status`, text, true), undefined);
  assert.match(check.complaint(`${base}/status`, text, false) ?? '', /not retained/);
  assert.match(check.complaint(`${base}/stat`, text) ?? '', /no channel/);
  assert.match(check.complaint(`${base}/status`, 'online') ?? '', /no JSON/);
  assert.match(check.complaint(`${base}/status`, '{"state":"online"}') ?? '', /required property 'since'/);
  assert.match(check.complaint(`${base}/status`, JSON.stringify({ ...status, mood: 1 })) ?? '', /additional/);
  const event = JSON.stringify({ type: 'fi.tiski.ticket.eaten.v1' });
  assert.match(check.complaint(`${base}/event/ticket`, event) ?? '', /does not have/);
  assert.is(check.complaint('somebody/elses', 'anything'), undefined);
});

test.run();
