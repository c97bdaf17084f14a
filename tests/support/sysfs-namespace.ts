import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import { inPrivateNamespace } from '../../simulator/gpio/private-namespace';
import { typescript } from '../running/typescript';

const insideMark = 'TISKI_TEST_INSIDE_NAMESPACE';

/**
 * In the place of `test.run()` where a test file uses `SimulatedSysfsGpio`: runs the file again in a mount namespace of its own, with onoff's
 * native part compiled.
 */
export function runInNamespace(file: string): void {
  if (process.env[insideMark]) {
    test.run();
    return;
  }
  const native = spawnSync(process.execPath, ['ota/bundle/native.js'], { stdio: 'inherit' });
  if (native.status !== 0) process.exit(1);
  const [program, ...args] = inPrivateNamespace([process.execPath, ...typescript, file]);
  const env = { ...process.env, [insideMark]: '1' };
  const { status } = spawnSync(program, args, { stdio: 'inherit', env });
  process.exitCode = status ?? 1;
}
