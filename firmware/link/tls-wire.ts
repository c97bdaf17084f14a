import { isIP, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { connect, type PeerCertificate, type TLSSocket } from 'node:tls';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { TlsMaterial } from '../config/tls-files';
import { explained } from './explained';
import { quiet, step } from './step';

export interface TlsWireOptions {
  /** Must stand in the certificate of the broker. */
  readonly serverName: string;
  readonly material: TlsMaterial;
  readonly time: Time;
}

/** For the broker's word on the certificate of this box, ms beside twice what the handshake took. */
const verdict = 250;

/**
 * TLS 1.2 or 1.3 over a connection; name, authority and dates of the broker's certificate are always checked.
 * @throws TiskiError as `explained`, `link-not-tls`, `link-clock`, `link-silent`, or the signal's reason. The connection is destroyed then.
 */
export async function tlsOver(
  socket: Socket,
  options: TlsWireOptions,
  signal: AbortSignal,
): Promise<TLSSocket> {
  const { serverName, material, time } = options;
  const began = time.monotonic();
  const before = socket.bytesRead;
  try {
    const secure = quiet(
      connect({
        ...material,
        socket,
        host: serverName,
        // RFC 6066, section 3: no addresses.
        ...(isIP(serverName) === 0 && { servername: serverName }),
        minVersion: 'TLSv1.2',
        // Explicitly, or the environment could switch it off.
        rejectUnauthorized: true,
      }),
    );
    const meaning = {
      silent: () => new TiskiError('link-silent', 'no answer to TLS'),
      failed: (error: Error) => failureOf(error, socket.bytesRead > before, options),
    };
    await step(secure, 'secureConnect', signal, meaning);
    if (secure.getProtocol() === 'TLSv1.3') await heard(secure, time, 2 * (time.monotonic() - began), signal);
    return secure;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/**
 * In TLS 1.3 the handshake ends for the client before the broker has seen its certificate (RFC 8446, section 2). Whoever speaks at once
 * to a broker that refuses gets a reset that swallows the alert, in three of ten tries with Mosquitto 2.0. So wait for the session ticket that follows
 * an accepted certificate, for the alert, or for a while: some brokers give no tickets.
 */
async function heard(secure: TLSSocket, time: Time, twice: number, signal: AbortSignal): Promise<void> {
  const enough = new AbortController();
  const patience = time.after(verdict + twice, 'link verdict', () => enough.abort());
  try {
    await step(secure, 'session', AbortSignal.any([signal, enough.signal]), {
      silent: () => new TiskiError('link-silent', 'no answer to TLS'),
      failed: explained,
    });
    // The event comes out of the midst of reading, where Node 24 swallows whatever is written.
    await setImmediate();
  } catch (error) {
    if (!enough.signal.aborted || signal.aborted) throw error;
  } finally {
    patience.cancel();
  }
}

function failureOf(error: Error, answered: boolean, { time, material }: TlsWireOptions): TiskiError {
  const code = 'code' in error ? error.code : undefined;
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID' && 'cert' in error) {
    const { subjectaltname = 'no name' } = error.cert as PeerCertificate;
    return new TiskiError('link-wrong-name', `it is for ${subjectaltname}`, { cause: error });
  }
  if (code === 'CERT_NOT_YET_VALID') {
    const clock = `the clock of this box says ${new Date(time.now()).toISOString()}`;
    return new TiskiError('link-clock', `${messageOf(error)}; ${clock}`, { cause: error });
  }
  // TLS 1.2 has no alert for a certificate that is missing.
  if (!material.cert && /ALERT_HANDSHAKE_FAILURE$/.test(String(code)))
    return new TiskiError('link-certificate-refused', 'it probably wants one', { cause: error });
  if (code === 'ECONNRESET' && !answered)
    return new TiskiError('link-not-tls', 'closed without an answer', { cause: error });
  return explained(error);
}
