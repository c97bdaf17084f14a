import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { TiskiError } from '../../../hal/platform/error';
import { silent } from '../../../hal/platform/log';
import { SystemTime, type Time } from '../../../hal/platform/time';
import type { DdiClient } from '../../../ota/hawkbit/ddi-client';
import { HawkbitDesk } from '../../../ota/hawkbit/hawkbit-desk';
import { HawkbitMemories } from '../../../ota/hawkbit/hawkbit-memory';
import { LoopbackBox } from '../../../ota/round/loopback-box';
import { Round, type Served } from '../../../ota/round/round';
import { RoundMemories } from '../../../ota/round/round-memory';
import type { Told } from '../../../ota/window/told';
import { UpdateBench } from '../../support/ota/update-bench';

/** One round of the updater at a time, with what can be wrong around it. */

const ready: Told = {
  box: 'mikkeli/hub',
  version: '1.0.0',
  ready: true,
  busy: [],
  quietUntil: null,
  journal: { epoch: 'e', sequence: 1, digest: 'd', day: 'today' },
  devices: {},
  broker: null,
};

const repository = new UpdateBench().begin();
repository.publish('1.1.0', ['1.0.0']);

/** A box with release 1.0.0, on the day of the release. */
function bench() {
  repository.time.shift = 0;
  const disk = repository.box();
  const { slots, client } = repository.client(disk);
  slots.start();
  const world = {
    told: ready as Told | undefined,
    restarts: 0,
    fault: undefined as Error | undefined,
    at: 'check' as 'check' | 'install',
    rehearses: true,
    printed: {} as Record<string, boolean> | undefined,
  };
  const failing =
    <T>(at: string, act: () => Promise<T>) =>
    async () => {
      if (world.fault && world.at === at) throw world.fault;
      return act();
    };
  const served: Served = {
    told: async () => world.told,
    printed: async () => world.printed,
    restart: async () => {
      world.restarts += 1;
      world.told = { ...(world.told ?? ready), version: slots.start().manifest.version };
    },
  };
  const memories = new RoundMemories(disk, '/box');
  const round = new Round({
    slots,
    client: {
      check: failing('check', async () => {
        const offer = await client.check();
        return offer && { ...offer, rollout: { format: 1, release: '1.1.0', paused: false, below: 2 ** 32 } };
      }),
      install: failing('install', () => client.install()),
      prove: async () => {
        if (world.fault) throw world.fault;
      },
    },
    served,
    next: { rehearse: async () => world.rehearses },
    memories,
    desired: () => undefined,
    printTest: true,
    time: repository.time,
    log: silent,
  });
  const once = async () => {
    repository.time.shift += 3_600_000;
    await round.once();
    const { state, reason } = memories.read().report;
    return reason === null ? state : `${state} ${reason}`;
  };
  return { world, once, round, memories, slots, disk, time: repository.time };
}

const fails = (act: Promise<unknown>) =>
  act.then(
    () => 'no error',
    (error: Error & { code?: string }) => error.code ?? error.message,
  );

test('a release comes by rounds: told, started, proven on paper, kept', async () => {
  const { world, once, slots } = bench();
  assert.is(await once(), 'starting');
  assert.is(await once(), 'trial');
  assert.is(await once(), 'committed');
  assert.is(world.restarts, 1);
  assert.is(slots.running().manifest.version, '1.1.0');
});

test('a repository that is away holds nothing up: what was to start waits, what fails to come is told', async () => {
  const { world, once } = bench();
  world.fault = new TiskiError('update-unreachable');
  assert.is(await once(), 'none');
  world.at = 'install';
  assert.is(await once(), 'failed update-unreachable');
  world.fault = undefined;
  assert.is(await once(), 'starting');
  world.fault = new TiskiError('update-unreachable');
  world.at = 'check';
  assert.is(await once(), 'waiting update-unreachable');
});

test('a mistake of the program itself is not taken for a trouble of the repository', async () => {
  const { world, once } = bench();
  world.fault = new RangeError('a mistake');
  for (const at of ['check', 'install'] as const) {
    world.at = at;
    assert.is(await fails(once()), 'a mistake');
  }
  world.fault = undefined;
  assert.is(await once(), 'starting');
  assert.is(await once(), 'trial');
  world.rehearses = false;
  world.fault = new RangeError('a mistake');
  assert.is(await fails(once()), 'a mistake');
});

test('an appliance that says nothing is not updated, and is not rehearsed for', async () => {
  const { world, once, round } = bench();
  assert.is(await fails(round.rehearse()), 'no error');
  world.told = undefined;
  assert.is(await fails(round.rehearse()), 'update-box-silent');
  assert.is(await once(), 'none');
});

test('what was memory of a trial is gone: the release proves itself against what the box says now', async () => {
  const { once, disk } = bench();
  for (let n = 0; n < 2; n++) await once();
  disk.remove('/box/round.json');
  assert.is(await once(), 'committed');
});

test('a trial without memory on a box that says nothing waits, and is asked again', async () => {
  const { world, once, disk } = bench();
  for (let n = 0; n < 2; n++) await once();
  disk.remove('/box/round.json');
  world.told = undefined;
  assert.is(await once(), 'trial');
});

test('a release whose start was cut off is started again, unless somebody is there', async () => {
  const { world, once } = bench();
  for (let n = 0; n < 2; n++) await once();
  // The service manager has not started it yet.
  world.told = { ...ready, version: '1.0.0', busy: ['customer'] };
  await once();
  assert.is(world.restarts, 1, 'not while a customer is there');
  const other = bench();
  for (let n = 0; n < 2; n++) await other.once();
  other.world.told = { ...ready, version: '1.0.0' };
  await other.once();
  assert.is(other.world.restarts, 2);
});

test('a box that still runs what was rolled back is started anew when nobody is there', async () => {
  const { world, once } = bench();
  for (let n = 0; n < 2; n++) await once();
  world.told = { ...ready, version: '1.1.0', journal: { ...ready.journal, epoch: 'another' } };
  assert.is(await once(), 'rolled-back update-proof-journal');
  const before = world.restarts;
  world.told = { ...ready, version: '1.1.0', busy: ['customer'] };
  await once();
  assert.is(world.restarts, before);
  world.told = { ...ready, version: '1.1.0' };
  await once();
  assert.is(world.restarts, before + 1);
});

test('a release that loses the journal is left when no customer stands at it, not sooner', async () => {
  for (const busy of ['customer', 'ring', 'technician'] as const) {
    const { world, once } = bench();
    for (let n = 0; n < 2; n++) await once();
    world.told = {
      ...ready,
      version: '1.1.0',
      busy: [busy],
      journal: { ...ready.journal, epoch: 'another' },
    };
    assert.is(await once(), 'trial', busy);
    world.told = { ...world.told, busy: [] };
    assert.is(await once(), 'rolled-back update-proof-journal', busy);
  }
});

test('a printer that says nothing of its test ticket is asked for ten minutes', async () => {
  const { world, once } = bench();
  for (let n = 0; n < 2; n++) await once();
  world.printed = undefined;
  let said = '';
  for (let n = 0; n < 12 && !/rolled/.test(said); n++) said = await once();
  assert.is(said, 'rolled-back update-proof-print');
});

/** A desk whose server answers as a test says. */
function desk(answers: Partial<Record<keyof DdiClient, unknown>>) {
  const { slots, disk, memories: rounds, time } = bench();
  const told: string[] = [];
  const answer =
    (name: keyof DdiClient) =>
    async (...words: unknown[]) => {
      const given = answers[name];
      if (given instanceof Error) throw given;
      if (name === 'tell') told.push(`${words[0]} ${(words[2] as { execution: string }).execution}`);
      if (name === 'confirm') told.push(String(words[1]));
      return given;
    };
  const names = ['poll', 'deployment', 'confirmation', 'cancel', 'tell', 'confirm', 'describe'] as const;
  const ddi = Object.fromEntries(names.map(name => [name, answer(name)])) as unknown as DdiClient;
  const memories = new HawkbitMemories(disk, '/box');
  const made = (confirm = true) =>
    new HawkbitDesk({
      ddi,
      memories,
      rounds,
      slots,
      module: 'tiski',
      confirm,
      attributes: {},
      time,
      log: silent,
    });
  return { made, told, memories, answers, time, slots };
}

const chunk = { part: 'os', name: 'tiski', version: '1.1.0' };
const linked = (name: string) => ({ _links: { [name]: { href: `http://x/${name}/1` } } });
const deployment = { id: '1', deployment: { chunks: [chunk] } };

test('what the server withdraws while the box looks is not done', async () => {
  const { made, memories, answers, told } = desk({ poll: linked('deploymentBase'), deployment });
  await made().before();
  assert.is(memories.read().action?.release, '1.1.0');
  assert.is(made().assigned().release, '1.1.0');
  answers.poll = { _links: { deploymentBase: { href: 'http://x/deploymentBase/1?c=2' } } };
  answers.deployment = undefined;
  memories.keep({ ...memories.read(), sleep: 0 });
  await made().before();
  assert.is(memories.read().action, undefined);
  assert.equal(made().assigned(), { gently: false, notBrought: 'hawkbit-none-assigned' });
  for (const kind of ['cancelAction', 'confirmationBase']) {
    answers.poll = linked(kind);
    memories.keep({ ...memories.read(), sleep: 0 });
    await made().before();
  }
  assert.equal(told, []);
});

test('an action whose window is shut is neither brought nor started; nor is one of a server long silent', async () => {
  const shut = {
    ...deployment.deployment,
    download: 'skip',
    update: 'attempt',
    maintenanceWindow: 'unavailable',
  };
  const { made, memories, time } = desk({
    poll: linked('deploymentBase'),
    deployment: { id: '1', deployment: shut },
  });
  await made().before();
  assert.equal(made().assigned(), {
    release: '1.1.0',
    gently: true,
    notBrought: 'hawkbit-window-shut',
    notStarted: 'hawkbit-window-shut',
  });
  const { action } = memories.read();
  if (!action) throw new Error('no action');
  memories.keep({ ...memories.read(), action: { ...action, download: 'forced', update: 'attempt' } });
  assert.equal(made().assigned(), { release: '1.1.0', gently: false });
  time.shift += 86_400_000;
  assert.equal(made().assigned(), { release: '1.1.0', gently: false, notStarted: 'hawkbit-silent' });
  const { heardAt: _, ...never } = memories.read();
  memories.keep(never);
  assert.is(made().assigned().notStarted, 'hawkbit-silent');
});

test('a release that runs cannot be called off, all else can', async () => {
  const cancel = { id: '2', cancelAction: { stopId: '1' } };
  for (const [version, answer] of [
    ['1.0.0', 'cancelAction rejected'],
    ['1.1.0', 'cancelAction closed'],
  ] as const) {
    const { made, memories, answers, told } = desk({
      poll: linked('deploymentBase'),
      deployment: { id: '1', deployment: { chunks: [{ ...chunk, version }] } },
      cancel,
      tell: 'taken',
    });
    await made().before();
    answers.poll = linked('cancelAction');
    memories.keep({ ...memories.read(), sleep: 0 });
    await made().before();
    assert.equal(told, [answer], version);
    assert.is(memories.read().action === undefined, version === '1.1.0');
  }
});

test('what is on trial is seen to its end before another release is taken, and nothing is said of it meanwhile', async () => {
  const { made, memories, answers, told, slots } = desk({ poll: linked('deploymentBase'), deployment });
  await made().before();
  slots.prepare();
  slots.prepared('none');
  const state = slots.state();
  slots.state = () => ({ ...state, phase: 'trial' });
  const running = slots.running();
  slots.running = () => ({ ...running, trial: true });
  answers.poll = { _links: { deploymentBase: { href: 'http://x/deploymentBase/2' } } };
  answers.deployment = { ...deployment, id: '2' };
  memories.keep({ ...memories.read(), sleep: 0 });
  await made().before();
  await made().after();
  assert.is(memories.read().action?.id, '1');
  assert.equal(told, []);
  slots.state = () => state;
  memories.keep({ ...memories.read(), sleep: 0 });
  await made().before();
  assert.is(memories.read().action?.id, '2');
});

test('a box confirms what is for it and not behind it, if it may by itself', async () => {
  const confirmation = (chunks: object[]) => ({ id: '1', confirmation: { chunks } });
  for (const [chunks, said] of [
    [[chunk], ['confirmed']],
    [[{ ...chunk, version: '0.9.0' }], ['denied']],
    [[{ ...chunk, version: 'next' }], ['denied']],
    [[{ ...chunk, name: 'other' }], ['denied']],
    [[chunk, chunk], ['denied']],
  ] as const) {
    const { made, told } = desk({
      poll: linked('confirmationBase'),
      confirmation: confirmation([...chunks]),
    });
    await made().before();
    assert.equal(told, said, JSON.stringify(chunks));
  }
  const waits = desk({ poll: linked('confirmationBase'), confirmation: confirmation([chunk]) });
  await waits.made(false).before();
  assert.equal(waits.told, []);
});

test('a server that fails is asked later and told later; a mistake of the program is not its fault', async () => {
  const { made, memories, answers } = desk({ poll: linked('deploymentBase'), deployment });
  const mine = made();
  await mine.before();
  answers.tell = new TiskiError('hawkbit-unreachable');
  const client = mine.wrap({
    check: async () => {
      throw new TiskiError('update-not-found');
    },
    install: async () => undefined,
    prove: async () => {},
  });
  assert.is(await fails(client.check()), 'update-not-found');
  await mine.after();
  const mistaken = mine.wrap({
    check: () => Promise.reject(new RangeError('a mistake')),
    install: async () => undefined,
    prove: async () => {},
  });
  assert.is(await fails(mistaken.check()), 'a mistake');
  assert.is(memories.read().failures, 1);
  memories.keep({ ...memories.read(), failures: 0 });
  answers.tell = new RangeError('a mistake');
  assert.is(await fails(client.install()), 'a mistake');
  answers.poll = new RangeError('a mistake');
  memories.keep({ ...memories.read(), sleep: 0 });
  assert.is(await fails(mine.before()), 'a mistake');
  answers.poll = new TiskiError('hawkbit-unreachable');
  await mine.before();
  assert.is(memories.read().failures, 1);
  assert.is(await fails(client.prove()), 'hawkbit-unreachable');
  answers.poll = linked('configData');
  for (const fault of [new TiskiError('hawkbit-refused'), new RangeError('a mistake')]) {
    answers.describe = fault;
    memories.keep({ ...memories.read(), sleep: 0, failures: 0 });
    assert.is(await fails(made().before()), fault instanceof RangeError ? 'a mistake' : 'no error');
  }
});

test('the appliance is asked over its socket, then by its port; what it says in another form is nothing', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-loopback-'));
  const socket = join(folder, 'update.sock');
  let body = JSON.stringify(ready);
  const server = createServer((_, response) => response.end(body));
  await new Promise<void>(resolve => server.listen(socket, resolve));
  const time = new SystemTime();
  const url = 'http://127.0.0.1:1/';
  const box = new LoopbackBox({ socket, url, restart: [], time });
  try {
    assert.equal(await box.told(), ready);
    body = '{"lobby-printer":true}';
    assert.equal(await box.printed(), { 'lobby-printer': true });
    assert.is(await box.told(), undefined);
    for (const strange of ['[7]', 'no JSON', `${' '.repeat(300_000)}{"lobby-printer":true}`]) {
      body = strange;
      assert.is(await box.printed(), undefined);
      assert.is(await box.told(), undefined);
    }
    const hasty: Time = {
      now: () => 0,
      monotonic: () => 0,
      after: (_, name, run) => {
        run();
        return { name, cancel: () => {} };
      },
      every: () => {
        throw new Error('no repetition');
      },
    };
    assert.is(await new LoopbackBox({ socket, url, restart: [], time: hasty }).told(), undefined);
    assert.is(await new LoopbackBox({ url, restart: [], time }).printed(), undefined);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
    rmSync(folder, { recursive: true });
  }
});

test('what should start the appliance anew and does not is named', async () => {
  const starting = (...restart: string[]) =>
    fails(new LoopbackBox({ url: 'http://127.0.0.1:1/', restart, time: new SystemTime() }).restart());
  assert.is(await starting(), 'no error');
  assert.is(await starting('true'), 'no error');
  assert.is(await starting('false'), 'update-not-restarted');
  assert.is(await starting('/nowhere/systemctl'), 'update-not-restarted');
});

test.run();
