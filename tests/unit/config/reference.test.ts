import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { generatedFiles } from '../../../firmware/config/generated';
import { drivers } from './sample';

const installed = generatedFiles();

function made(path: string, files = installed): string {
  return files.find(file => file.path.endsWith(path))?.content ?? '';
}

test('the reference of the site file and the schema for editors are those of the program', () => {
  for (const { path, content } of installed)
    assert.is(content, readFileSync(join(__dirname, '../../..', path), 'utf8'), path);
});

test('each driver has its settings in the reference, and one without any says so', () => {
  const { load } = drivers;
  const some = { names: ['button', 'printer'], load };
  const reference = made('SITE.md', generatedFiles(some));
  assert.match(reference, /### `button`\n\nA button\. No settings\./);
  assert.match(reference, /### `printer`\n\nA ticket printer\.\n\n\| setting/);
  assert.match(reference, /\| `host` \| Address \| .* \| \*\*needed\*\* \|/);
  assert.match(reference, /\| `port` \| .* \| `9100` \|/);
});

interface Device {
  readonly properties: { readonly driver: { readonly enum: readonly string[] } };
  readonly allOf: readonly {
    readonly then: { readonly properties: object; readonly required: readonly string[] };
  }[];
}

test('an editor offers the drivers that there are, and the settings of each', () => {
  const schema = JSON.parse(made('site.schema.json', generatedFiles({ ...drivers, names: ['printer'] })));
  const [device] = Object.values<Device>(schema.properties.devices.patternProperties);
  assert.equal(device?.properties.driver.enum, ['printer']);
  const settings = device?.allOf[0]?.then;
  assert.equal(Object.keys(settings?.properties ?? {}), ['driver', 'host', 'port', 'paper']);
  // What has a default may be left out.
  assert.equal(settings?.required, ['host']);
});

test.run();
