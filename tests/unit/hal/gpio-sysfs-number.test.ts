import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { globalNumber } from '../../../hal/drivers/gpio/sysfs/chips';
import { isTiskiError } from '../../../hal/platform/error';

const pi4 = { label: 'pinctrl-bcm2711', base: 512, lines: 58 };
const expander = { label: 'raspberrypi-exp-gpio', base: 570, lines: 8 };
const place = { chip: 'pinctrl-bcm2711', line: 17 };

const refused = (code: Parameters<typeof isTiskiError>[1]) => (error: unknown) => isTiskiError(error, code);

test('a line has the number that this kernel gives it', () => {
  assert.is(globalNumber([pi4, expander], place), 529);
  assert.is(globalNumber([{ ...pi4, base: 0 }], place), 17);
  assert.is(globalNumber([expander, { ...pi4, base: 454 }], place), 471);
});

test('what cannot be resolved is refused with its reason', () => {
  assert.throws(() => globalNumber([], place), refused('gpio-absent'));
  assert.throws(() => globalNumber([expander], place), refused('gpio-chip-missing'));
  assert.throws(() => globalNumber([pi4, { ...pi4, base: 600 }], place), refused('gpio-chip-ambiguous'));
  assert.throws(() => globalNumber([pi4], { ...place, line: 58 }), refused('gpio-line-missing'));
  assert.throws(() => globalNumber([pi4], { ...place, line: 'GPIO17' }), refused('gpio-unsupported'));
  assert.throws(() => globalNumber([pi4], { line: 17 }), refused('gpio-unsupported'));
});

test.run();
