import { type IncomingMessage, request } from 'node:http';
import { connect, isIPv6, type Socket } from 'node:net';
import { codeOf, messageOf, TiskiError } from '../../hal/platform/error';
import { detailOf } from './explained';
import { isWebPage } from './portal';
import { quiet, step } from './step';

export interface HostAndPort {
  readonly host: string;
  readonly port: number;
}

export interface ProxyAddress extends HostAndPort {
  /** `user:password` */
  readonly login?: string;
}

/** A TCP connection to the broker itself. @throws TiskiError `link-unreachable`, or the signal's reason */
export function directly(broker: HostAndPort, signal: AbortSignal): Promise<Socket> {
  return dial(broker, signal, detail => new TiskiError('link-unreachable', detail));
}

/**
 * A connection to the broker through an HTTP proxy: CONNECT (RFC 9110, section 9.3.6). The proxy looks the name of the broker up.
 * @throws TiskiError `link-proxy-unreachable`, `link-proxy-login`, `link-proxy-refused`, `link-not-proxy`, `link-portal`, `link-unreachable`
 * when the proxy cannot reach the broker, `link-silent`, or the signal's reason
 */
export async function throughProxy(
  proxy: ProxyAddress,
  broker: HostAndPort,
  signal: AbortSignal,
): Promise<Socket> {
  const socket = await dial(proxy, signal, detail => new TiskiError('link-proxy-unreachable', detail));
  const authority = authorityOf(broker);
  const asked = request({
    method: 'CONNECT',
    path: authority,
    headers: {
      Host: authority,
      ...(proxy.login !== undefined && {
        'Proxy-Authorization': `Basic ${Buffer.from(proxy.login).toString('base64')}`,
      }),
    },
    createConnection: () => socket,
  });
  asked.on('error', () => undefined);
  asked.end();
  try {
    const [response, , early] = (await step(asked, 'connect', signal, {
      silent: () => new TiskiError('link-silent', 'no answer from the proxy'),
      failed: error => notAnswered(error),
    })) as [IncomingMessage, Socket, Buffer];
    const refusal = refusalOf(response);
    if (refusal) throw refusal;
    // TLS, WebSocket and MQTT all let the client speak first.
    if (early.length > 0) throw new TiskiError('link-not-proxy', 'it speaks unasked');
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/** As in a URL or a request line: `host:port`, or `[IPv6]:port`. */
export function authorityOf({ host, port }: HostAndPort): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

async function dial(
  to: HostAndPort,
  signal: AbortSignal,
  failure: (detail: string) => TiskiError,
): Promise<Socket> {
  const socket = quiet(connect({ host: to.host, port: to.port, noDelay: true }));
  try {
    await step(socket, 'connect', signal, {
      silent: () => failure(`no answer from ${authorityOf(to)}`),
      failed: error => failure(detailOf(error)),
    });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

function notAnswered(error: Error): TiskiError {
  const code = codeOf(error, '');
  // Codes of Node's HTTP parser.
  if (code.startsWith('HPE_')) return new TiskiError('link-not-proxy', messageOf(error), { cause: error });
  return new TiskiError('link-proxy-refused', 'it ends the connection without an answer', { cause: error });
}

function refusalOf(response: IncomingMessage): TiskiError | undefined {
  const { statusCode = 0, statusMessage = '' } = response;
  if (statusCode >= 200 && statusCode < 300) return undefined;
  const said = `the proxy answers ${statusCode} ${statusMessage}`.trimEnd();
  if (statusCode === 407) return new TiskiError('link-proxy-login', said);
  if (isWebPage(response)) return new TiskiError('link-portal', said);
  // It would let the box through but gets nowhere itself: RFC 9110, sections 15.6.3 to 15.6.5.
  if (statusCode >= 502 && statusCode <= 504) return new TiskiError('link-unreachable', said);
  return new TiskiError('link-proxy-refused', said);
}
