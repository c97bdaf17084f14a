import * as assert from 'uvu/assert';
import { shownWithin } from '../satellite-bench';
import { pause } from '../steady-time';
import { nonsense } from '../watched-wire';
import { type Cell, duration, never, type Rows, type Stated } from './cell';
import { SatelliteStage } from './satellite-stage';
import { becomes, type Expected, play, type Scene } from './scene';

/** The second one for what takes both sides of a link long to notice. */
export const satelliteStages = [new SatelliteStage(), new SatelliteStage()] as const;

const [first, second] = satelliteStages;

const presses = ['satellite-button', 'satellite-smiley-unit'] as const;
const outputs = ['satellite-lamp', 'satellite-sounder', 'satellite-number-display'] as const;
const all = [...presses, 'satellite-ring', ...outputs];

/** After the wire is whole again, ms. */
const back = first.bench.returnsWithin;

const refusedIn = 1200;

type Provoke = Scene<SatelliteStage>['provoke'];
type More = Partial<Scene<SatelliteStage>> & { readonly of?: Readonly<Record<string, Partial<Expected>>> };

function scene(
  drivers: readonly string[],
  expected: Expected,
  provoke: Provoke,
  { of = {}, ...more }: More = {},
): (driver: string) => Stated {
  return play({
    bench: () => first,
    subject: (stage, driver) => stage.subject(driver),
    provoke,
    expected: Object.fromEntries(drivers.map(driver => [driver, { ...expected, ...of[driver] }])),
    back,
    ...more,
  });
}

const bounce = scene(
  [...presses, 'satellite-ring'],
  {
    health: 'ok',
    within: 1000,
    tells: 1,
    words: 'a message that the broker delivers again and again counts once; never a fault',
  },
  async stage => {
    const { integrator } = stage.bench;
    const base = 'tiski/1/point/room/lend';
    const topics = [`${base}/next/input`, `${base}/smiley/input`, `${base}/door/report`];
    const heard = new Map<string, Buffer>();
    const listen = (topic: string, payload: Buffer) => {
      // A face that is let go is a message, too.
      if (!heard.has(topic) && !payload.includes('"down":false')) heard.set(topic, payload);
    };
    await integrator.subscribeAsync(topics, { qos: 1, rh: 2 });
    await pause(50);
    integrator.on('message', listen);
    stage.bench.button('next').press();
    stage.bench.smiley.press(2);
    const end = stage.ring();
    await becomes(
      () => `all is on the wire, ${[...heard.keys()]}`,
      () => heard.size === topics.length,
    );
    const again = async () => {
      for (const [topic, payload] of heard) await integrator.publishAsync(topic, payload, { qos: 1 });
    };
    await again();
    await again();
    await pause(900);
    await again();
    integrator.off('message', listen);
    await integrator.unsubscribeAsync(topics);
    return end;
  },
);

const stuck = scene(presses, { health: 'failed', code: 'button-stuck', within: 1000 }, async ({ bench }) => {
  const devices = [bench.button('next'), bench.smiley];
  for (const device of devices) device.report({ health: 'failed', code: 'button-stuck' });
  return () => {
    for (const device of devices) device.report({ health: 'ok' });
  };
});

/** Nothing that is pressed now may count later, and whoever presses has to see that. */
async function refused(stage: SatelliteStage): Promise<void> {
  const answers: boolean[] = [];
  const answered = (taken: boolean) => answers.push(taken);
  const { bench } = stage;
  bench.smiley.events.on('answered', answered);
  bench.smiley.press(2);
  await bench.refusedPress(refusedIn);
  await becomes(
    () => 'the smiley unit refuses',
    () => answers.length > 0,
    refusedIn,
  );
  bench.smiley.events.off('answered', answered);
  assert.equal(answers, [false]);
}

async function givenBack({ bench }: SatelliteStage): Promise<void> {
  await bench.until('the lamp is given back', () => bench.lamp('lamp').sign !== 'refused');
}

const lostEdge = scene(
  presses,
  {
    health: 'ok',
    within: 100,
    words: 'a press that nobody answers is refused over there in 1 s and never counts',
  },
  async stage => {
    // A refusal of before is not to end meanwhile: that word, too, would be lost, as on no wire that stays up.
    await givenBack(stage);
    stage.bench.roomWire.silence(true);
    try {
      await refused(stage);
    } finally {
      stage.bench.roomWire.silence(false);
    }
    return () => {};
  },
);

const lost: Expected = { health: 'unknown', code: 'satellite-lost', within: shownWithin };

const unplug = scene(
  all,
  lost,
  async stage => {
    const endRing = stage.ring();
    await becomes(
      () => 'it rings',
      () => stage.bench.hubLamp.sign === 'ring',
    );
    stage.bench.roomWire.shut();
    await refused(stage);
    return async () => {
      stage.bench.roomWire.open();
      // The ring that still lasts is seen at the return.
      await becomes(
        () => 'it rings again',
        () => stage.bench.hubLamp.sign === 'ring',
      );
      endRing();
    };
  },
  {
    of: { 'satellite-ring': { tells: 1, tellsAtReturn: 1 } },
    async also({ bench }) {
      await bench.until('both sides show it', () => bench.isLost, shownWithin);
      assert.is(bench.display.text, '----');
      assert.is(bench.hubLamp.sign, 'fault', 'of the lost ring source');
      await bench.until('the refusal is over', () => bench.lamp('lamp').sign === 'fault');
      bench.button('next').press();
      assert.is(bench.lamp('lamp').sign, 'refused', 'at once');
    },
  },
);

const halfOpen = (['roomWire', 'hubWire'] as const).map((wire, index) => ({
  wire,
  cellOf: scene(
    all,
    lost,
    async stage => {
      stage.bench[wire].silence(true);
      await refused(stage);
      return () => stage.bench[wire].silence(false);
    },
    {
      bench: () => (index === 0 ? first : second),
      also: ({ bench }) => bench.until('both sides show it', () => bench.isLost, shownWithin).then(() => {}),
    },
  ),
}));

const slow = scene(
  all,
  {
    health: 'ok',
    within: 100,
    words: 'what is older than 0.75 s is refused, here and there; a wait of up to 2.5 s is no fault',
  },
  async stage => {
    stage.bench.roomWire.hold(true);
    await refused(stage);
    await pause(300);
    stage.bench.roomWire.hold(false);
    return () => givenBack(stage);
  },
);

const garbage = scene(
  all,
  { health: 'ok', within: 100, words: 'dropped; nothing is pressed, shown or rung by it; never a fault' },
  async ({ bench }) => {
    const { integrator } = bench;
    const base = 'tiski/1/point';
    for (const payload of ['', '{', '[]', '{"run":"x"}', `{"run":"${'x'.repeat(100_000)}"}`])
      for (const topic of [
        'room/lend/next/input',
        'room/lend/beat',
        'room/lend/next/report',
        'hub/borrow/room/lamp/show',
      ])
        await integrator.publishAsync(`${base}/${topic}`, nonsense(payload), { qos: 1 });
    const forged = { run: 'other', count: 1, stamp: { run: 'none', at: 0, since: 0 } };
    const presses = { next: { gesture: 'press' }, smiley: { face: 1, down: true } };
    for (const [device, input] of Object.entries(presses)) {
      const payload = JSON.stringify({ ...forged, input });
      await integrator.publishAsync(`${base}/room/lend/${device}/input`, payload, { qos: 1 });
    }
    await pause(100);
    return () => {};
  },
);

const reset = scene(
  all,
  {
    health: 'ok',
    within: 2000,
    words: 'back within 4 s: no loss is shown, outputs stand as asked for, presses count',
  },
  async stage => {
    const { bench } = stage;
    const end = stage.ringHere();
    await becomes(
      () => 'it rings over there',
      () => bench.lamp('ring-lamp').sign === 'ring',
    );
    await bench.room.stop();
    bench.startRoom();
    return async () => {
      await becomes(
        () => 'it still rings over there',
        () => bench.lamp('ring-lamp').sign === 'ring',
      );
      end();
    };
  },
);

const twoOwners = scene(
  all,
  { health: 'failed', code: 'satellite-twice', within: shownWithin },
  async ({ bench }) => {
    const stop = bench.startTwin();
    return stop;
  },
  { bench: () => second, back: 10_000 },
);

const noInput = never('an output: nothing is read from it');
const newest = never('an output: the newest wish counts');

const state = never('a ring is a state, told again with each report');

function row(driver: string, input: Readonly<Record<'bounce' | 'stuck' | 'lost edge', Cell>>) {
  return {
    ...input,
    unplug: unplug(driver),
    rename: never('a satellite calls from wherever it is; it is known by the name in its own file'),
    slow: slow(driver),
    'half-open': {
      states: `unknown \`satellite-lost\` in ${duration(shownWithin)}, on both sides; well again in ${duration(back)}`,
      proofs: halfOpen.flatMap(({ wire, cellOf }) =>
        cellOf(driver).proofs.map(proof => ({ ...proof, title: `${wire}, shown on both sides in 5 s` })),
      ),
    },
    garbage: garbage(driver),
    'reset in mid-command': reset(driver),
    'two owners': twoOwners(driver),
  };
}

/** The drivers for devices on another box, with hub and satellite on wires that can be cut. */
export const satelliteRows: Rows = Object.fromEntries([
  ...presses.map(driver => [
    driver,
    row(driver, { bounce: bounce(driver), stuck: stuck(driver), 'lost edge': lostEdge(driver) }),
  ]),
  [
    'satellite-ring',
    row('satellite-ring', {
      bounce: bounce('satellite-ring'),
      stuck: never('its own driver over there ends it'),
      'lost edge': state,
    }),
  ],
  ...outputs.map(driver => [
    driver,
    row(driver, {
      bounce: newest,
      stuck: never('it is what its own driver over there says of it'),
      'lost edge': noInput,
    }),
  ]),
]);
