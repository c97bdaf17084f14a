import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Type } from '@sinclair/typebox';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkDocument } from '../../../firmware/config/check-document';
import { readNamedFile } from '../../../firmware/config/named-file';

const folder = mkdtempSync(join(tmpdir(), 'tiski-document-'));
test.after(() => rmSync(folder, { recursive: true }));

const schema = Type.Object(
  {
    steps: Type.Array(Type.Number(), { maxItems: 2 }),
    names: Type.Record(Type.RegExp(/^[a-z]+$/), Type.Number(), { additionalProperties: false }),
  },
  { additionalProperties: false },
);

function check(text: string) {
  const file = join(folder, 'plan.yaml');
  writeFileSync(file, text);
  return checkDocument(file, schema);
}

test('another file than the site file is read with the same care', () => {
  const { value, problems } = check('steps: [1, 2]\nnames: { a: 1 }\n');
  assert.equal(problems, []);
  assert.equal(value, { steps: [1, 2], names: { a: 1 } });
});

test('a file that is not there is one problem, and has no places', () => {
  const { value, problems, problemsAt } = checkDocument(join(folder, 'nowhere.yaml'), schema);
  assert.is(value, undefined);
  assert.equal(
    problems.map(({ code }) => code),
    ['site-unreadable'],
  );
  assert.equal(problemsAt([{ code: 'site-form', at: '/steps', message: 'late' }]), []);
});

test('of a file whose syntax is broken nothing else is told, and what is found later stands at its beginning', () => {
  const { problems, problemsAt } = check('steps: [1, 2\nnames: {}\n');
  assert.equal(
    problems.map(({ code }) => code),
    ['site-syntax'],
  );
  const [late] = problemsAt([{ code: 'site-form', at: '/steps/0', message: 'late' }]);
  assert.is(`${late?.line}:${late?.column} ${late?.message}`, '1:1 late');
});

test('too many items and a name that cannot be are told with what is allowed', () => {
  const { problems } = check('steps: [1, 2, 3]\nnames: { A1: 1 }\n');
  assert.equal(
    problems.map(({ line, message }) => `${line} ${message}`),
    [
      '1 "steps" is a list; expected at most 2 of its items',
      '2 "A1" cannot be a name in "names"; expected another name',
    ],
  );
});

test('a file that is named and far too large is not taken into memory', () => {
  const file = join(folder, 'ca.pem');
  writeFileSync(file, Buffer.alloc(1_048_577));
  assert.throws(() => readNamedFile(file), /1048577 bytes/);
});

test.run();
