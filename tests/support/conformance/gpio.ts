import { pause } from '../steady-time';
import { type Cell, type KernelTest, never, type Row, type Rows, type Stated } from './cell';
import { GpioStage, lines, stuckAfter } from './gpio-stage';
import { type Expected, play, type Scene } from './scene';

export const gpioStage = new GpioStage();

const inputs = ['gpio-button', 'gpio-smiley', 'gpio-contact'] as const;
const outputs = ['gpio-lamp', 'gpio-sounder'] as const;
const all = [...inputs, ...outputs];

/** Each line is looked at every second, ms. */
const noticed = 2000;
const back = 2000;

/** A line that nobody uses. */
const mark = 30;

const { wire } = gpioStage;

function scene(
  expected: Readonly<Record<string, Expected>>,
  provoke: Scene<GpioStage>['provoke'],
  kernel: readonly KernelTest[] = [],
): (driver: string) => Stated {
  const cellOf = play({
    bench: () => gpioStage,
    subject: (stage: GpioStage, driver) => stage.subject(driver),
    provoke,
    expected,
    back,
  });
  return driver => ({ ...cellOf(driver), kernel });
}

const each = (drivers: readonly string[], expected: Expected) =>
  Object.fromEntries(drivers.map(driver => [driver, expected]));

/** On lines of the kernel's own simulator. */
const inKernel = (title: string): KernelTest[] => [
  { file: 'tests/kernel/guest/gpio-character-device.test.ts', title },
];

const bounce = scene(
  each(inputs, { health: 'ok', within: 500, tells: 1, words: 'one press or ring, told once; never a fault' }),
  async stage => {
    await stage.contacts(async line => {
      await wire.pulse(line, 4, 1000);
      await wire.set(line, true);
    });
    return () => stage.contacts(line => wire.set(line, false));
  },
  inKernel('the kernel takes bounces out'),
);

const stuckCode = (driver: string) => (driver === 'gpio-contact' ? 'contact-stuck' : 'button-stuck');

const stuck = scene(
  Object.fromEntries(
    inputs.map(driver => [
      driver,
      {
        health: 'failed',
        code: stuckCode(driver),
        within: stuckAfter + 500,
        tells: 1,
        words: `failed \`${stuckCode(driver)}\` 0.5 s after \`stuckAfter\`; well again in 2 s`,
      },
    ]),
  ),
  async stage => {
    await stage.contacts(line => wire.set(line, true));
    return () => stage.contacts(line => wire.set(line, false));
  },
);

const lostEdge = scene(
  each(inputs, {
    health: 'ok',
    within: 500,
    words: 'counted as `lostEdges`; no press is made of it, the next one counts',
  }),
  async stage => {
    const lost = () => inputs.map(driver => stage.subject(driver).device.counters.lostEdges ?? 0);
    const before = lost();
    await wire.set(mark, false);
    const pressed = stage.contacts(line => wire.pulse(line, 1, 2000));
    const over = wire.set(mark, true);
    stage.isBusyUntilHigh(mark);
    await Promise.all([pressed, over]);
    await pause(50);
    if (lost().some((count, index) => count <= (before[index] ?? 0)))
      throw new Error(`not counted: ${lost()}`);
    return () => {};
  },
  inKernel('more edges than the kernel can keep are known by their number'),
);

/** One scene for both: an adapter that is plugged in again always gets other numbers. */
const unplug = scene(
  each(all, { health: 'failed', code: 'gpio-line-lost', within: noticed }),
  async () => {
    await wire.unplug();
    return () => wire.plug(600);
  },
  inKernel('an unplugged adapter is noticed within two seconds and comes back by itself'),
);

const rename = (driver: string): Stated => ({
  ...unplug(driver),
  proofs: [],
  provenBy: 'unplug',
  states: 'failed `gpio-line-lost` in 2 s; found by its label under another number in 2 s',
});

const reset = scene(
  each(all, {
    health: 'failed',
    code: 'gpio-line-lost',
    within: noticed,
    words:
      'failed `gpio-line-lost` in 2 s; well again in 2 s: as asked for, no tone goes on, no held key is a press',
  }),
  async stage => {
    stage.sounder.play('chime');
    await stage.contacts(line => wire.set(line, false));
    await wire.unplug();
    // A bell that rings when the chip is back rings; a key that is down then was pressed before.
    const held = [lines.button, lines.face];
    for (const line of held) await wire.set(line, true);
    return async () => {
      await wire.plug(512);
      await pause(back / 2 + 100);
      for (const line of held) await wire.set(line, false);
    };
  },
);

const twoOwners = scene(
  each(all, { health: 'failed', code: 'gpio-line-busy', within: noticed }),
  async stage => {
    const held = Object.values(lines);
    await stage.stopDevices();
    for (const line of held) await wire.hold(line);
    await stage.startDevices();
    return async () => {
      for (const line of held) await wire.release(line);
    };
  },
  inKernel('a line in use is refused and its user named; it is taken when it is free'),
);

const noInput = never('an output: nothing is read from it');

function row(driver: string, input: Readonly<Record<'bounce' | 'stuck' | 'lost edge', Cell>>): Row {
  return {
    ...input,
    unplug: unplug(driver),
    rename: rename(driver),
    slow: never('a level has no speed; a program that is too slow for it is the lost edge'),
    'half-open': never('no conversation: the kernel tells that a chip is gone (unplug)'),
    garbage: never('a line is high or low'),
    'reset in mid-command': reset(driver),
    'two owners': twoOwners(driver),
  };
}

/** The drivers for lines of the box itself, on the kernel's sysfs interface as a file system plays it, and on real kernels where it says so. */
export const gpioRows: Rows = Object.fromEntries([
  ...inputs.map(driver => [
    driver,
    row(driver, { bounce: bounce(driver), stuck: stuck(driver), 'lost edge': lostEdge(driver) }),
  ]),
  ...outputs.map(driver => [
    driver,
    row(driver, {
      bounce: noInput,
      stuck: never('a line is written, not read: what becomes of light or tone, no wire tells'),
      'lost edge': noInput,
    }),
  ]),
]);
