import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { WebSocketServer } from 'ws';
import { openSocket } from '../../hal/drivers/xapi/open-socket';
import { Session } from '../../hal/drivers/xapi/session';
import { brisk, time } from '../support/codec-bench';

interface Question {
  readonly id: number;
  readonly method: string;
}

/** What a unit says to a question: a result, an error, or nothing. */
type Answer = { readonly result: unknown } | { readonly error: unknown } | undefined;

const subscribed = { result: { Id: 1 } };
const call = (id: number) => ({ id, Status: 'Ringing', Direction: 'Incoming' });

interface Unit {
  readonly host?: string;
  /** Status before the WebSocket opens, if it does not. */
  readonly refusal?: number;
  readonly asked?: (question: Question) => Answer;
  /** Feedback, sent before the answer to the list of calls. */
  readonly feedback?: object;
  /** Called with what a session has told; ends the session by `true`. */
  readonly enough?: (told: string) => boolean;
}

/** What a session tells of a unit that answers so, until it is over or has told enough. */
async function toldOf({
  host = '127.0.0.1',
  refusal,
  asked,
  feedback,
  enough = () => true,
}: Unit): Promise<string[]> {
  const server = createServer();
  const sockets = new WebSocketServer({ noServer: true });
  server.on('upgrade', (request, socket, head) => {
    if (refusal !== undefined) socket.end(`HTTP/1.1 ${refusal} No\r\nContent-Length: 0\r\n\r\n`);
    else
      sockets.handleUpgrade(request, socket, head, client =>
        client.on('message', data => {
          const question: Question = JSON.parse(String(data));
          const isList = question.method === 'xGet';
          const say = (message: object) => client.send(JSON.stringify({ jsonrpc: '2.0', ...message }));
          if (isList && feedback) say({ method: 'xFeedback/Event', params: feedback });
          const answer = isList ? asked?.(question) : subscribed;
          if (answer) say({ id: question.id, ...answer });
        }),
      );
  });
  server.listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const told: string[] = [];
  try {
    await new Promise<void>(resolve => {
      const tell = (line: string) => {
        told.push(line);
        if (!enough(line)) return;
        for (let n = 0; n < 2; n++) session.close();
        resolve();
      };
      const session: Session = new Session(
        {
          address: { kind: 'websocket', isEncrypted: false, host, port },
          trust: { verify: false },
          credentials: { username: 'admin', password: 'secret' },
          time,
          limits: brisk,
        },
        {
          calls: reports => tell(`calls ${reports.map(({ id }) => id)}`),
          changed: ({ id }) => tell(`changed ${id}`),
          ended: ({ code, detail }) => tell(`${code} ${detail ?? '-'}`),
        },
      );
      session.start();
    });
  } finally {
    for (const client of sockets.clients) client.terminate();
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
  return told;
}

test('a unit that lets nobody in is told apart from one that has nothing to let in to', async () => {
  assert.equal(await toldOf({ refusal: 401 }), ['codec-refused HTTP 401']);
  assert.equal(await toldOf({ refusal: 403 }), ['codec-refused HTTP 403']);
  assert.equal(await toldOf({ refusal: 500 }), ['codec-unreachable HTTP 500']);
});

test('a unit that knows no path to calls has none; one that hides them says why', async () => {
  const answers: Readonly<Record<string, Answer>> = {
    'calls ': { error: { code: 3, message: 'No match on address expression' } },
    'codec-calls-hidden Permission denied': { error: { code: 8, message: 'Permission denied' } },
    'codec-garbage the list of calls is no list': { result: 'none' },
    'calls 4': { result: [call(4)] },
  };
  for (const [told, answer] of Object.entries(answers))
    assert.equal(await toldOf({ asked: () => answer }), [told]);
  assert.equal(await toldOf({ host: '::1', asked: () => ({ result: [] }) }), ['calls ']);
});

test('a list that feedback has crossed is asked for anew, as nobody can say which is newer', async () => {
  let asked = 0;
  const told = await toldOf({
    asked: () => ({ result: ++asked > 3 ? [] : [call(asked)] }),
    feedback: { Status: { Call: [call(9)] } },
    enough: () => asked > 2,
  });
  assert.equal(told, ['changed 9', 'changed 9', 'changed 9']);
});

test('a session that is closed in the midst of feedback tells no more of it', async () => {
  const told = await toldOf({ feedback: { Status: { Call: [call(9), call(10)] } } });
  assert.equal(told, ['changed 9']);
});

test('a unit that is reached by a name is asked for by that name, as several may share an address', async () => {
  const server = createTcpServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  for (const [host, isNamed] of [
    ['localhost', true],
    ['127.0.0.1', false],
  ] as const) {
    const socket = openSocket(
      { kind: 'websocket', isEncrypted: true, host, port },
      { verify: true },
      { opened: () => assert.unreachable(), failed: () => {} },
    );
    const [taken]: Socket[] = await once(server, 'connection');
    assert.ok(taken);
    const [hello] = await once(taken, 'data');
    assert.is(hello.includes('localhost'), isNamed, host);
    taken.destroy();
    socket.destroy();
  }
  server.close();
  await once(server, 'close');
});

test.run();
