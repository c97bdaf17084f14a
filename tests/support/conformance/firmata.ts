import { openElsewhere } from '../firmata-bench';
import { pause } from '../steady-time';
import { duration, type Impossible, never, type Row, type Rows, type Stated } from './cell';
import { FirmataStage, stuckAfter } from './firmata-stage';
import { type Expected, play, type Scene } from './scene';

export const firmataStage = new FirmataStage();

const inputs = ['firmata-button', 'firmata-smiley-unit', 'firmata-contact'] as const;
const outputs = ['firmata-lamp', 'firmata-sounder', 'firmata-number-display'] as const;
const all = [...inputs, ...outputs];

/** What the product promises: a board that is gone in any way is noticed within this time, ms. */
const noticed = 2000;

/** Until a board whose program has begun anew is set up again: an Uno blinks its version first, ms. */
const back = 6000;

const board = () => firmataStage.bench.board;

function scene(
  drivers: readonly string[],
  expected: Expected,
  provoke: Scene<FirmataStage>['provoke'],
  more: Partial<Scene<FirmataStage>> = {},
): (driver: string) => Stated {
  return play({
    bench: () => firmataStage,
    subject: (stage, driver) => stage.subject(driver),
    provoke,
    expected: Object.fromEntries(drivers.map(driver => [driver, expected])),
    back,
    ...more,
  });
}

const bounce = scene(
  inputs,
  { health: 'ok', within: 500, tells: 1, words: 'one press or ring, told once; never a fault' },
  async stage => {
    stage.keys(pin => board().press(pin, { times: 4, gap: 0.7 }));
    return () => stage.keys(pin => board().release(pin));
  },
);

const stuckKey = (driver: string) => (driver === 'firmata-contact' ? 'contact-stuck' : 'button-stuck');

const stuck = play<FirmataStage>({
  bench: () => firmataStage,
  subject: (stage, driver) => stage.subject(driver),
  async provoke(stage) {
    stage.keys(pin => board().stick(pin));
    return () => stage.keys(pin => board().free(pin));
  },
  expected: Object.fromEntries(
    inputs.map(driver => [
      driver,
      {
        health: 'failed',
        code: stuckKey(driver),
        within: stuckAfter + 500,
        tells: 1,
        words: `failed \`${stuckKey(driver)}\` 0.5 s after \`stuckAfter\`; well again in 0.5 s`,
      },
    ]),
  ),
  back: 500,
});

const lostEdge = scene(
  inputs,
  {
    health: 'ok',
    warning: 'board-garbage',
    within: noticed,
    words:
      'a report that noise destroys: warning `board-garbage` in 2 s, no press is made of it, the next one counts',
  },
  async stage => {
    board().noise(1);
    stage.keys(pin => board().press(pin));
    await pause(40);
    stage.keys(pin => board().release(pin));
    await pause(40);
    board().noise(0);
    return () => {};
  },
);

/** One scene for both: a board that is plugged in again always gets another name from the kernel. */
const unplug = scene(all, { health: 'failed', code: 'board-lost', within: noticed }, async () => {
  const before = board().device;
  board().unplug();
  return () => {
    board().plug();
    if (board().device === before) throw new Error('the kernel gave the same name');
  };
});

const rename = {
  states: `failed \`board-lost\` in 2 s; found by its link under the new kernel name in ${duration(back)}`,
  proofs: [],
  provenBy: 'unplug',
} as const;

const slow = scene(
  all,
  { health: 'ok', within: 100, words: 'works with answers that come 300 ms late; never a fault' },
  async () => {
    board().delay(300);
    await pause(1200);
    return () => board().delay(0);
  },
  { worksMeanwhile: true },
);

const halfOpen = scene(all, { health: 'failed', code: 'board-silent', within: noticed }, async () => {
  board().hang();
  return () => board().revive();
});

const garbage = scene(
  all,
  {
    health: 'ok',
    warning: 'board-garbage',
    within: noticed,
    words: 'warning `board-garbage` in 2 s, for 10 s; works meanwhile',
  },
  async () => {
    board().garbage(Uint8Array.from({ length: 200 }, (_, at) => 0x80 + (at % 16)));
    return () => {};
  },
  { worksMeanwhile: true },
);

/** An Uno that starts anew says nothing for 1.3 s and longer: as long as a board may be silent. */
const noticedReset: Expected = {
  health: 'failed',
  code: ['board-silent', 'board-reset'],
  within: noticed,
  words: `failed \`board-silent\` or \`board-reset\` in 2 s; well again in ${back / 1000} s`,
};

const reset = scene(all, noticedReset, async stage => {
  stage.sounder.play('chime');
  stage.display.show('----');
  stage.lamp.show('off');
  stage.lamp.show('on');
  board().reset();
  // A key that is held over the reset is no press, nor is its release.
  stage.keys(pin => board().press(pin));
  await pause(30);
  stage.keys(pin => board().release(pin));
  return () => {};
});

const twoOwners = scene(all, { health: 'failed', code: 'board-busy', within: noticed }, async stage => {
  let letGo = () => {};
  await stage.restartDevices(async () => {
    const other = await openElsewhere(stage.bench.link);
    letGo = () => other.close();
  });
  return () => letGo();
});

const noInput = never('an output: nothing is read from it');

function row(
  driver: string,
  { bounce, stuck, 'lost edge': lost }: Pick<Row, 'bounce' | 'stuck' | 'lost edge'>,
): Row {
  return {
    bounce,
    stuck,
    'lost edge': lost,
    unplug: unplug(driver),
    rename,
    slow: slow(driver),
    'half-open': halfOpen(driver),
    garbage: garbage(driver),
    'reset in mid-command': reset(driver),
    'two owners': twoOwners(driver),
  };
}

const ofOutput: Readonly<Record<string, Impossible>> = {
  'firmata-lamp': never('a lamp is written, not read: what becomes of its light, no wire tells'),
  'firmata-sounder': never('a buzzer is written, not read; a tone ends by itself'),
  'firmata-number-display': never('what stands there is read back and written again: see unplug'),
};

/** The drivers for boards with StandardFirmata, on a real image in an emulated chip behind a pseudo-terminal. */
export const firmataRows: Rows = Object.fromEntries([
  ...inputs.map(driver => [
    driver,
    row(driver, { bounce: bounce(driver), stuck: stuck(driver), 'lost edge': lostEdge(driver) }),
  ]),
  ...outputs.map(driver => [
    driver,
    row(driver, { bounce: noInput, stuck: ofOutput[driver] ?? noInput, 'lost edge': noInput }),
  ]),
]);
