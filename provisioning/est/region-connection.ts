import { X509Certificate } from 'node:crypto';
import { once } from 'node:events';
import { isIP } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { judgeChain } from '../x509/judge-chain';
import { portOf } from './port-of';

/** What is known of the time: see `identity/known-time.ts`. */
export interface PassedTime {
  /** ms since 1970-01-01 UTC */
  now(): number;
  learn(passed: number): Promise<void>;
}

/** Whom the other end must prove to be. `anyone` is for the one request whose answer is proven by itself (RFC 7030, 4.1.1). */
export type ServerTrust =
  | 'anyone'
  | { readonly authorities: readonly X509Certificate[]; readonly time: PassedTime };

/** PEM; what this end proves to be. */
export interface ClientIdentity {
  readonly certificate: string;
  readonly key: string;
}

export interface ConnectionOptions {
  readonly url: URL;
  readonly trust: ServerTrust;
  readonly identity?: ClientIdentity | undefined;
  readonly signal: AbortSignal;
}

/**
 * A TLS connection whose other end is proven before a byte is sent: by Node's own check, and by `judgeChain`, which a clock that is behind
 * does not deceive.
 * @throws TiskiError `region-unreachable`, `region-untrusted`, `region-refuses`
 */
export async function connectToRegion(options: ConnectionOptions): Promise<TLSSocket> {
  const { url, trust, identity, signal } = options;
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const socket = connect({
    host,
    port: portOf(url),
    ...(isIP(host) === 0 && { servername: host }),
    minVersion: 'TLSv1.2',
    ALPNProtocols: ['http/1.1'],
    // What Node finds is looked at in `prove`.
    rejectUnauthorized: false,
    ...(trust !== 'anyone' && { ca: trust.authorities.map(String) }),
    ...(identity && { cert: identity.certificate, key: identity.key }),
  });
  socket.setNoDelay(true);
  const abort = () => socket.destroy(new Error('no answer in time'));
  signal.addEventListener('abort', abort, { once: true });
  let begun: number;
  try {
    if (signal.aborted) abort();
    await once(socket, 'secureConnect');
    begun = trust === 'anyone' ? 0 : prove(socket, host, trust);
  } catch (error) {
    socket.destroy();
    throw connectionError(error, url);
  } finally {
    signal.removeEventListener('abort', abort);
  }
  // Until the request takes over.
  socket.on('error', () => {});
  try {
    if (trust !== 'anyone') await trust.time.learn(begun);
  } catch (error) {
    socket.destroy();
    throw error;
  }
  return socket;
}

/** @returns an instant that has passed, ms @throws TiskiError `region-untrusted` */
function prove(
  socket: TLSSocket,
  host: string,
  { authorities, time }: Exclude<ServerTrust, 'anyone'>,
): number {
  // Node's check tells its last objection alone: behind this one there may be others, which `judgeChain` finds.
  const objection = socket.authorizationError as unknown;
  if (!socket.authorized && objection !== 'CERT_NOT_YET_VALID')
    throw new TiskiError('region-untrusted', String(objection));
  const presented = presentedBy(socket);
  const named = isIP(host) === 0 ? presented[0]?.checkHost(host) : presented[0]?.checkIP(host);
  if (named === undefined) throw new TiskiError('region-untrusted', `its certificate is not for ${host}`);
  const verdict = judgeChain(presented, {
    anchors: authorities,
    purpose: 'server',
    at: time.now(),
  });
  if (!verdict.trusted) throw new TiskiError('region-untrusted', verdict.why);
  return verdict.begun;
}

/** As it was sent: the certificate of the server, then those between it and an authority. */
function presentedBy(socket: TLSSocket): X509Certificate[] {
  const list: X509Certificate[] = [];
  let link = socket.getPeerCertificate(true);
  while (link?.raw && !list.some(({ raw }) => raw.equals(link.raw))) {
    list.push(new X509Certificate(link.raw));
    link = link.issuerCertificate;
  }
  return list;
}

/** OpenSSL's names for alerts of the other end that say: not with this certificate (RFC 8446, 6.2). */
const refusedByAlert = /ALERT_(BAD_CERTIFICATE|CERTIFICATE|UNSUPPORTED_CERTIFICATE|ACCESS_DENIED|UNKNOWN_CA)/;

/** What a failure of the connection, or of the request on it, means to the box. */
export function connectionError(error: unknown, url: URL): TiskiError {
  if (error instanceof TiskiError) return error;
  const code = String((error as { code?: unknown }).code ?? '');
  const detail = `${url.host}: ${code === '' ? messageOf(error) : code}`;
  if (refusedByAlert.test(code)) return new TiskiError('region-refuses', detail, { cause: error });
  return new TiskiError('region-unreachable', detail, { cause: error });
}
