import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { HealthView } from '../../../firmware/health/health-route';
import { startKioskBox } from '../../support/kiosk-box';
import { LinkedOffice } from '../link-office';
import { Mosquitto } from '../mosquitto';

const test = suite('warnings before something fails');

test('A button that has been pressed nearly as often as it lasts is told after a restart, with what to do', async () => {
  const box = await startKioskBox();
  const read = async () => (await (await fetch(`${box.url}/api/health?language=fi`)).json()) as HealthView;
  try {
    const [button = ''] = [...box.appliance.hal.devices.values()].flatMap(({ name, kind }) =>
      kind === 'button' ? [name] : [],
    );
    assert.equal((await read()).devices[button]?.warnings, []);
    await box.stop();
    const span = { presses: 950_000, bounces: 0 };
    const none = { presses: 0, bounces: 0 };
    const kept = { [button]: { all: span, first: span, recent: none, seen: none } };
    writeFileSync(join(box.stateDir, 'contact-wear.json'), JSON.stringify(kept));
    await box.startAgain();
    let health = await read();
    while (!health.devices[button]?.warnings.includes('button-worn')) health = await read();
    assert.match(health.words['button-worn']?.advice ?? '', 'Tilaa uusi painike');
    assert.is(health.devices[button]?.health, 'ok');
  } finally {
    await box.close();
  }
});

test('A broker that throws the box out again and again is told by the box', async () => {
  const broker = await new Mosquitto({ persistent: false }).start();
  const office = await new LinkedOffice(broker.url).start();
  try {
    for (let loss = 0; loss < 4; loss++) {
      await office.is('online');
      assert.equal(office.link.warnings, []);
      await broker.stop('SIGKILL');
      await office.is('offline');
      await broker.start();
    }
    assert.equal(office.link.warnings, ['link-unsteady']);
  } finally {
    await office.stop();
    await broker.remove();
  }
});

test.run();
