import { spawnSync } from 'node:child_process';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { inPrivateNamespace } from '../../simulator/gpio/private-namespace';
import { SimulatedSysfsGpio } from '../../simulator/gpio/simulated-sysfs-gpio';
import { bundleProgram } from '../support/appliance-process';
import { Technician, tooWide } from '../support/technician';

/** The program as it ships, on GPIO lines of sysfs, which a file system in user space plays; hence this file runs itself again inside of a mount namespace. */

const insideMark = 'TISKI_TEST_INSIDE_NAMESPACE';

const chip = 'pinctrl-bcm2711';
const wire = new SimulatedSysfsGpio({ label: chip, base: 512, lines: 32 });
let technician: Technician;

function inside(): void {
  test.before(() => wire.start());
  test.after(() => wire.stop());
  test.before.each(() => {
    technician = new Technician();
    technician.name({
      'counter-1-next': { driver: 'gpio-button', chip, line: 17 },
      'counter-1-lamp': { driver: 'gpio-lamp', chip, line: 40 },
    });
  });
  test.after.each(() => technician.leaves());

  test('a chip is listed with its lines, and a line that it does not have is missing', async () => {
    const session = technician.types('list', '--config', technician.site);
    assert.is(await session.ends(), 1, session.output);
    assert.match(session.output, /GPIO chip pinctrl-bcm2711, 32 lines/);
    assert.match(session.output, /lines +0-31/);
    assert.match(session.output, /chip: pinctrl-bcm2711/);
    assert.match(session.output, /counter-1-next +found +line 17 of pinctrl-bcm2711/);
    assert.match(session.output, /counter-1-lamp +MISSING.*gpio-line-missing/s);
    assert.equal(tooWide(session.output), []);
  });

  test('a button on a line is tested by pressing it', async () => {
    const session = technician.types('test', 'counter-1-next');
    await session.shows('Press it now');
    await wire.set(17, true);
    await session.shows('seen: press');
    await wire.set(17, false);
    assert.is(await session.ends(), 0, session.output);
    assert.match(session.output, /PASS counter-1-next/);
  });

  test('a line that the kernel has given to something else is busy', async () => {
    await wire.hold(17);
    const session = technician.types('test', 'counter-1-next');
    assert.is(await session.ends(), 1, session.output);
    assert.match(session.output, /gpio-line-busy/);
    await wire.release(17);
  });

  test.run();
}

if (process.env[insideMark]) inside();
else {
  const native = spawnSync(process.execPath, ['ota/bundle/native.js'], { stdio: 'inherit' });
  if (native.status !== 0) process.exit(1);
  bundleProgram();
  const [command, ...args] = inPrivateNamespace([process.execPath, ...process.execArgv, __filename]);
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, [insideMark]: '1' },
  });
  process.exitCode = status ?? 1;
}
