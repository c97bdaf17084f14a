import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { connectAsync } from 'mqtt';
import { ModuleKind, transpileModule } from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const readme = join(__dirname, '../../simulator/broker/README.md');

type Example = (use: (url: string) => Promise<void>) => Promise<string[]>;

/** The first block of TypeScript, run as if it were a file beside the page. */
function loadExample(): Example {
  const source = /```ts\n([\s\S]*?)```/.exec(readFileSync(readme, 'utf8'))?.[1] ?? '';
  const { outputText } = transpileModule(source, { compilerOptions: { module: ModuleKind.CommonJS } });
  const exported: { example?: Example } = {};
  new Function('require', 'exports', outputText)(createRequire(readme), exported);
  if (!exported.example) throw new Error('the page has no example');
  return exported.example;
}

test('the example of the README works as it stands', async () => {
  const topics = await loadExample()(async url => {
    const client = await connectAsync(url, { protocolVersion: 4 });
    await client.publishAsync('lobby/lamp', 'on', { qos: 1 });
    await client.endAsync();
  });
  assert.ok(topics.includes('lobby/lamp'), topics.join());
});

test.run();
