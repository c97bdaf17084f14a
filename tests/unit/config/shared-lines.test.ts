import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { checkSite } from '../../../firmware/config/check-site';
import { changed, sample } from './sample';

/** Problems of the sample site with these devices in the place of its own, by the drivers of this program. */
function problems(...devices: readonly string[]): string[] {
  const names = ['next-1', 'lamp-1', 'lamp-2', 'press-1', 'press-2'];
  const source = names.reduce(
    (text, name, index) =>
      changed(
        text.match(new RegExp(`^  ${name}: .*$`, 'm'))?.[0] ?? '',
        `  ${name}: { driver: ${devices[index] ?? (name.startsWith('lamp') ? 'virtual-lamp' : 'virtual-button')} }`,
        text,
      ),
    sample.replace('driver: printer\n', 'driver: escpos-tcp\n'),
  );
  return checkSite(source, 'site.yaml').map(
    ({ code, line, column, message }) => `${line}:${column} ${code} ${message}`,
  );
}

const chip = 'chip: pinctrl-bcm2711';
const board = 'port: /dev/serial/by-id/usb-Arduino';

test('two devices on one line of a chip are refused where the second one is written', () => {
  const [problem, ...others] = problems(`gpio-button, ${chip}, line: 17`, `gpio-lamp, ${chip}, line: 17`);
  assert.equal(others, []);
  assert.match(
    problem ?? '',
    /^45:61 site-line-twice line 17 of "pinctrl-bcm2711" is in use on line 44 already$/,
  );
});

test('the same number on another chip, or another line of the same, is no clash', () => {
  const told = problems(
    `gpio-button, ${chip}, line: 17`,
    'gpio-lamp, chip: pinctrl-rp1, line: 17',
    `gpio-lamp, ${chip}, line: 27`,
  );
  assert.equal(told, []);
});

test('a line with a name is the same with its chip and without', () => {
  const [problem] = problems('gpio-button, line: GPIO17', `gpio-lamp, ${chip}, line: GPIO17`);
  assert.match(problem ?? '', /site-line-twice line GPIO17/);
});

test('two devices on one pin of a board are refused, on two boards they are not', () => {
  const [problem, ...others] = problems(
    `firmata-button, ${board}, pin: 2`,
    `firmata-lamp, ${board}, pin: 2`,
    `firmata-lamp, ${board}-2, pin: 2`,
  );
  assert.equal(others, []);
  assert.match(
    problem ?? '',
    /site-line-twice pin 2 of "\/dev\/serial\/by-id\/usb-Arduino" is in use on line 44/,
  );
});

test('the faces, the light and the buzzer of a smiley unit take lines, too', () => {
  const told = checkSite(
    `version: 1
role: satellite
site: point
appliance: room
hub: hub
devices:
  smiley:
    driver: firmata-smiley-unit
    port: /dev/serial/by-id/usb-Arduino
    pins: [6, 7, 8, 9]
    lamp: { pin: 8 }
  press: { driver: firmata-button, port: /dev/serial/by-id/usb-Arduino, pin: 9 }
  lamp: { driver: firmata-lamp, port: /dev/serial/by-id/usb-Arduino, pin: 13 }
mqtt: { url: "mqtt://127.0.0.1" }
`,
    'room.yaml',
  ).map(({ code, line, column }) => `${line}:${column} ${code}`);
  assert.equal(
    told.filter(problem => problem.includes('twice')),
    ['11:18 site-line-twice', '12:78 site-line-twice'],
  );
});

test.run();
