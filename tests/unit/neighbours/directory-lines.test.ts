import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { directoryLines } from '../../../firmware/neighbours/directory/directory-lines';

const languages = ['fi', 'sv'];

const office = (id: string, more: object = {}) => ({
  id,
  kind: 'office',
  name: { fi: `Toimisto ${id}` },
  addresses: [`video@${id}.example.fi`],
  ...more,
});

const read = (...lines: readonly unknown[]) => directoryLines(JSON.stringify(lines), languages);

test('each line that is not taken is counted by its reason, and no word of it is kept', () => {
  const { callers, leftOut } = read(
    office('kela'),
    office('tax', { kind: 'unit', name: { fi: 'Vero', en: 'Tax' } }),
    office('person', { kind: 'person' }),
    office('nobody', { addresses: undefined }),
    office('abroad', { name: { en: 'Abroad' } }),
    office('kela', { addresses: ['other@kela.example.fi'] }),
    office('again', { addresses: ['VIDEO@kela.example.fi'] }),
    'an office',
    null,
  );
  assert.equal(
    callers.map(({ id, name }) => [id, name]),
    [
      ['kela', { fi: 'Toimisto kela' }],
      ['tax', { fi: 'Vero' }],
    ],
  );
  assert.equal(Object.fromEntries(leftOut), { 'no-office': 3, form: 1, language: 1, twice: 2 });
});

test('a table leaves out a language that a line has no word in, and a cell that is not there is empty', () => {
  const table = 'id, kind ,addresses,fi,sv\nkela,office,a@k.fi b@k.fi,Kela,\ntax,unit,c@v.fi\n';
  const { callers, leftOut } = directoryLines(table, languages);
  assert.equal(callers, [{ id: 'kela', name: { fi: 'Kela' }, addresses: ['a@k.fi', 'b@k.fi'] }]);
  assert.is(
    [...leftOut.values()].reduce((sum, count) => sum + count, 0),
    1,
  );
});

test('more offices than anybody has are not kept', () => {
  const { callers, leftOut } = read(...Array.from({ length: 10_003 }, (_, index) => office(`o-${index}`)));
  assert.is(callers.length, 10_000);
  assert.is(leftOut.get('too-many'), 3);
});

test('what is no directory is refused without a word of it', () => {
  const refusal = (text: string) => {
    try {
      directoryLines(text, languages);
    } catch (error) {
      return error instanceof Error ? error.message : '';
    }
    return 'taken';
  };
  assert.match(refusal('[{ "id": "secret" '), /it is not JSON/);
  assert.match(refusal('<html>secret</html>'), /first line does not name/);
  assert.match(refusal(''), /first line does not name/);
  assert.match(refusal('[{ "id": "secret" }]'), /no line of it is an office or unit/);
  assert.not.match(refusal('[{ "id": "secret" '), /secret/);
});

test.run();
