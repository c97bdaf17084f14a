import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { SerialPort } from 'serialport';
import { ModuleKind, transpileModule } from 'typescript';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { pause } from '../support/steady-time';

const readme = join(__dirname, '../../simulator/board/README.md');

type Example = (use: (port: string) => Promise<void>) => Promise<string>;

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
  const use = async (path: string) => {
    const port = new SerialPort({ path, baudRate: 57_600 });
    await new Promise(resolve => port.once('data', resolve));
    // Pin 13 is bit 5 of the second group of eight.
    port.write([0xf4, 13, 1, 0x91, 1 << 5, 0]);
    await pause(1000);
    await new Promise(resolve => port.close(resolve));
  };
  assert.is(await loadExample()(use), 'high');
});

test.run();
