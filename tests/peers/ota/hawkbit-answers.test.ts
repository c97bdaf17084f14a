import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import { silent } from '../../../hal/platform/log';
import { SystemTime, type Time } from '../../../hal/platform/time';
import { sleepOf } from '../../../ota/hawkbit/ddi-answers';
import { DdiClient } from '../../../ota/hawkbit/ddi-client';
import { feedbackOf, type Standing } from '../../../ota/hawkbit/feedback';
import { hawkbitOn } from '../../../ota/hawkbit/hawkbit-on-machine';
import { RoundMemories } from '../../../ota/round/round-memory';
import { CrashDisk } from '../../support/ota/crash-disk';
import { UpdateBench } from '../../support/ota/update-bench';

const nothing = { release: null, state: 'none', since: null, reason: null } as const;
const standing: Standing = {
  release: '1.1.0',
  running: '1.0.0',
  trial: false,
  report: nothing,
  refusal: undefined,
};
const told = (change: Partial<Standing>) => {
  const feedback = feedbackOf({ ...standing, ...change });
  return feedback && `${feedback.execution} ${feedback.result}`;
};
const report = (state: Standing['report']['state'], release = '1.1.0', reason: string | null = null) => ({
  report: { release, state, since: 1, reason },
});

test('the server hears of an action what is true of the box', () => {
  const cases: [Partial<Standing>, string | undefined][] = [
    [{}, undefined],
    [{ release: undefined }, 'closed failure'],
    [{ running: '1.1.0' }, 'closed success'],
    [{ running: '1.2.0' }, 'closed failure'],
    [{ running: '1.1.0', trial: true }, undefined],
    [{ running: '1.2.0', trial: true, refusal: 'update-not-found' }, undefined],
    [report('waiting'), 'downloaded none'],
    [report('starting'), 'proceeding none'],
    [report('trial'), 'proceeding none'],
    [report('rolled-back'), 'closed failure'],
    [report('failed'), 'rejected none'],
    [report('committed'), undefined],
    [report('held'), 'scheduled none'],
    [report('held', '1.2.0'), 'closed failure'],
    [report('held', '1.0.5'), 'rejected none'],
    [report('waiting', '1.2.0'), undefined],
    [{ refusal: 'update-not-found' }, 'rejected none'],
    ...(
      [
        'update-refused-before',
        'update-wrong-architecture',
        'update-wrong-site',
        'update-release-older',
      ] as const
    ).map((refusal): [Partial<Standing>, string] => [{ refusal }, 'closed failure']),
  ];
  for (const [change, said] of cases) assert.is(told(change), said, JSON.stringify(change));
});

test('a reason is told in words, and one that only another release knows as it is', () => {
  const details = (reason: string) =>
    feedbackOf({ ...standing, ...report('waiting', '1.1.0', reason) })?.details;
  assert.ok(isCatalogueCode('update-too-late'));
  assert.match(details('update-too-late')?.[0] ?? '', /\w+ \w+/);
  assert.equal(details('of-tomorrow'), ['of-tomorrow']);
});

test('the server says how often a box asks, within what the box bears', () => {
  const asks = (sleep?: string) =>
    sleepOf({ config: { polling: { ...(sleep !== undefined && { sleep }) } } } as never);
  assert.is(asks('00:10:05'), 605_000);
  assert.is(asks('00:00:01'), 30_000);
  assert.is(asks('99:00:00'), 86_400_000);
  for (const strange of ['', '5', '00:60:00', '0:01:00']) assert.is(asks(strange), 300_000, strange);
  assert.is(asks(), 300_000);
  assert.is(sleepOf({}), 300_000);
});

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function withServer(
  answer: Answer,
  use: (client: DdiClient, base: URL) => Promise<void>,
  time: Time = new SystemTime(),
): Promise<void> {
  const server = createServer((request, response) => {
    request.resume();
    answer(request, response);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const base = new URL(
    `http://127.0.0.1:${(server.address() as AddressInfo).port}/DEFAULT/controller/v1/box`,
  );
  try {
    await use(new DdiClient({ base, userAgent: 'test', time }), base);
  } finally {
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }
}

const codeOf = (asked: Promise<unknown>) =>
  asked.then(
    () => 'no error',
    error => error.code,
  );

test('what a server answers is told apart: refused, away, wrong, or withdrawn', async () => {
  const codes: Readonly<Record<number, string>> = {
    401: 'hawkbit-refused',
    403: 'hawkbit-refused',
    404: 'hawkbit-refused',
    410: 'hawkbit-refused',
    429: 'hawkbit-unreachable',
    500: 'hawkbit-unreachable',
    503: 'hawkbit-unreachable',
    302: 'hawkbit-answer-wrong',
    400: 'hawkbit-answer-wrong',
  };
  let status = 200;
  let body = '{}';
  await withServer(
    (_, response) => response.writeHead(status).end(body),
    async (client, base) => {
      for (const [answered, code] of Object.entries(codes)) {
        status = Number(answered);
        assert.is(await codeOf(client.poll()), code, answered);
      }
      status = 410;
      assert.is(await client.deployment(`${base}/deploymentBase/1`), undefined);
      const feedback = { execution: 'closed', result: 'success', details: [] } as const;
      assert.is(await client.tell('deploymentBase', '1', feedback, 1), 'gone');
      status = 200;
      assert.is(await client.tell('deploymentBase', '1', feedback, 1), 'taken');
      assert.is(await client.confirm('1', 'denied', []), 'taken');
      for (const wrong of ['no JSON', '[]', '{"config":7}']) {
        body = wrong;
        assert.is(await codeOf(client.poll()), 'hawkbit-answer-wrong', wrong);
      }
      body = ' '.repeat(300 * 1024);
      assert.is(await codeOf(client.poll()), 'hawkbit-answer-wrong', 'too long');
    },
  );
});

test('no link is followed away from this box at this server, as the token goes along', async () => {
  await withServer(
    () => assert.unreachable('asked'),
    async (client, base) => {
      const away = [
        'nowhere',
        'http://evil.example/DEFAULT/controller/v1/box',
        `${base.origin}/other`,
        `${base}2/x`,
      ];
      for (const href of away) assert.is(await codeOf(client.deployment(href)), 'hawkbit-answer-wrong', href);
    },
  );
});

test('a server that takes a call and says nothing is away, and so is one that is not there', async () => {
  // Time in which a patience is over at once, when the request has begun.
  const hasty: Time = {
    now: () => 0,
    monotonic: () => 0,
    after: (_, name, run) => {
      const timer = setImmediate(run);
      return { name, cancel: () => clearImmediate(timer) };
    },
    every: () => {
      throw new Error('no repetition');
    },
  };
  await withServer(
    () => {},
    async client => assert.is(await codeOf(client.poll()), 'hawkbit-unreachable'),
    hasty,
  );
  let gone: DdiClient | undefined;
  await withServer(
    () => {},
    async client => {
      gone = client;
    },
  );
  assert.is(await codeOf(gone?.poll() ?? Promise.resolve()), 'hawkbit-unreachable');
});

test('a box without a name, or without a token that fits in a header, does not begin to ask', () => {
  const disk = new CrashDisk();
  disk.makeFolder('/home');
  disk.write('/home/token', Buffer.from('abc\n'));
  disk.write('/home/bad', Buffer.from('abc\r\nX-Other: 1'));
  const { slots } = new UpdateBench().begin().client(disk);
  const at = (token: { kind: 'target' | 'gateway'; file: string } | undefined, box: string | undefined) =>
    hawkbitOn({
      settings: { url: 'http://127.0.0.1:1/', ...(token && { token }) },
      box,
      channel: 'stable',
      tls: undefined,
      disk,
      home: '/home',
      slots,
      rounds: new RoundMemories(disk, '/home'),
      userAgent: 'test',
      time: new SystemTime(),
      log: silent,
    });
  const refusedWith = (code: string, act: () => unknown) =>
    assert.throws(act, (error: { code?: string }) => error.code === code);
  refusedWith('update-box-silent', () => at(undefined, undefined));
  refusedWith('setting-invalid', () => at({ kind: 'target', file: 'bad' }, 'mikkeli/hub'));
  refusedWith('setting-invalid', () => at({ kind: 'gateway', file: '/home/none' }, 'mikkeli/hub'));
  for (const kind of ['target', 'gateway'] as const)
    for (const file of ['token', '/home/token'])
      assert.equal(at({ kind, file }, 'mikkeli/hub').assigned(), {
        gently: false,
        notBrought: 'hawkbit-none-assigned',
      });
});

test.run();
