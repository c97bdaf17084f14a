import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Credentials } from './credentials';
import { authorityOf, directly, type HostAndPort, throughProxy } from './tunnel';

export interface WireOptions {
  /** As in a site file: mqtt, mqtts, ws or wss. */
  readonly url: string;
  readonly credentials: Credentials;
  readonly time: Time;
}

const defaultPorts: Readonly<Record<string, number>> = {
  'mqtt:': 1883,
  'mqtts:': 8883,
  'ws:': 80,
  'wss:': 443,
};

/**
 * A connection over which MQTT can be spoken: TCP, through the proxy if there is one, then TLS and WebSocket as the address says. Each step
 * has failures of its own, so that a code says which part of the network to look at.
 * @param signal aborted with `link-silent` when patience is at an end: the step that was waited for is named then
 * @throws TiskiError of the steps, or the signal's reason. Nothing is left open then.
 */
export async function openWire(options: WireOptions, signal: AbortSignal): Promise<Duplex> {
  const { url, credentials, time } = options;
  const { protocol } = new URL(url);
  const { host, port } = brokerAt(url);
  const { proxy, tls: material = {}, serverName = host } = credentials;
  signal.throwIfAborted();
  const socket = await (proxy
    ? throughProxy(proxy, { host, port }, signal)
    : directly({ host, port }, signal));
  const secured = isPlain(url) ? socket : await tls().tlsOver(socket, { serverName, material, time }, signal);
  return protocol.startsWith('ws') ? webSocketOver(secured, options, signal) : secured;
}

async function webSocketOver(socket: Socket, options: WireOptions, signal: AbortSignal): Promise<Duplex> {
  const { url } = options;
  try {
    return await webSocket().webSocketOver(socket, url, signal);
  } catch (error) {
    throw isPlain(url) && isTiskiError(error, 'link-websocket-refused')
      ? await ifTlsExpected(options, error, signal)
      : error;
  }
}

/** Whether the address is one without TLS. */
export function isPlain(url: string): boolean {
  return /^(mqtt|ws):/.test(url);
}

/**
 * Servers that expect TLS often end a connection without a word when they hear something else. Whether this one does is found out by a greeting
 * in TLS, over a connection of its own over which nothing else is said.
 * @returns `link-tls-expected`, or what was thought to be the reason
 */
export async function ifTlsExpected(
  { url, credentials, time }: WireOptions,
  thought: TiskiError,
  signal: AbortSignal,
): Promise<TiskiError> {
  const { serverName, proxy } = credentials;
  const greeting = {
    url: `mqtts://${authorityOf(brokerAt(url))}`,
    credentials: { ...(serverName !== undefined && { serverName }), ...(proxy && { proxy }) },
    time,
  };
  const enough = new AbortController();
  const patience = time.after(greetingPatience, 'link greeting', () => enough.abort());
  try {
    const wire = await openWire(greeting, AbortSignal.any([signal, enough.signal]));
    wire.destroy();
    return new TiskiError('link-tls-expected');
  } catch (error) {
    // Whoever is not believed, or does not believe, has spoken TLS.
    return isTiskiError(error) && tlsWords.has(error.code) ? new TiskiError('link-tls-expected') : thought;
  } finally {
    patience.cancel();
  }
}

/** For a server that has just answered a connection, ms. */
const greetingPatience = 2_000;

const tlsWords: ReadonlySet<string> = new Set([
  'link-untrusted',
  'link-wrong-name',
  'link-expired',
  'link-clock',
  'link-certificate-refused',
  'link-tls',
]);

function brokerAt(url: string): HostAndPort {
  const { protocol, hostname, port } = new URL(url);
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (defaultPorts[protocol] ?? 0) : Number(port),
  };
}

/** Loaded when first needed: a broker on the machine itself is spoken to without them. */
const tls = () => require('./tls-wire') as typeof import('./tls-wire.js');
const webSocket = () => require('./websocket-wire') as typeof import('./websocket-wire.js');
