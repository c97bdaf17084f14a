import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { connect } from 'node:net';
import { join } from 'node:path';
import { ModuleKind, transpileModule } from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const readme = join(__dirname, '../../simulator/printer/README.md');

type Example = (print: (port: number) => void) => Promise<string[]>;

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
  const print = (port: number) => void connect(port, '127.0.0.1').end('K101\n\x1dVB\x00');
  assert.equal(await loadExample()(print), ['K101']);
});

test.run();
