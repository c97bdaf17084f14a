import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time, Timer } from '../../hal/platform/time';
import { ourWishes } from '../est/csr-attributes';
import { type AskedFor, readRequest } from '../x509/certificate-request';
import { certsOnly } from '../x509/certs-only';
import { heard } from '../x509/read-aloud';
import { Attempts } from './attempts';
import type { Authority } from './authority';
import { type BoxErrands, isErrand } from './box-errands';
import type { Given } from './boxes';
import type { EnrolmentDesk, Outcome } from './enrolment-desk';
import { type Reply, send } from './reply';

export interface RegionServiceOptions {
  readonly desk: EnrolmentDesk;
  readonly errands: BoxErrands;
  readonly authority: Authority;
  readonly time: Time;
  readonly log: Log;
  /** Names and addresses by which boxes reach it. */
  readonly hosts: readonly string[];
  readonly listen: { readonly host: string; readonly port: number };
}

export const revocationListPath = '/region.crl';

/** The site file of the box that shows its certificate. */
export const siteFilePath = '/site-file';

/** An EC request has less than 1 KiB; bytes. */
const mostBytes = 8192;

/** After this the service looks whether somebody has confirmed the box, s. */
const confirmationWait = 30;

const limits = { connections: 256, headers: 5000, request: 10_000, errand: 15 * 60_000, idle: 5000 } as const;
const day = 86_400_000;

const certificates = 'application/pkcs7-mime; smime-type=certs-only';

/** RFC 9512 */
const siteFileType = 'application/yaml';

/** Enrollment over Secure Transport (RFC 7030), the server's side, and the revocation list, over HTTPS alone. */
export class RegionService {
  readonly #options: RegionServiceOptions;
  readonly #attempts = new Attempts();
  #server: Server | undefined;
  #timer: Timer | undefined;

  constructor(options: RegionServiceOptions) {
    this.#options = options;
  }

  /** @returns the port it listens on @throws TiskiError `port-in-use`, `port-forbidden` */
  async start(): Promise<number> {
    const { time, listen, authority } = this.#options;
    const server = createServer({
      ...this.#credentials(),
      minVersion: 'TLSv1.2',
      ca: authority.certificate.toString(),
      // Whom a certificate proves is looked up in the register: stricter than any path, and able to forgive an end.
      requestCert: true,
      rejectUnauthorized: false,
      maxHeaderSize: 8192,
      headersTimeout: limits.headers,
      requestTimeout: limits.errand,
      keepAliveTimeout: limits.idle,
      handshakeTimeout: limits.headers,
    });
    server.maxConnections = limits.connections;
    server.on('request', (request, response) => {
      const limit = time.after(limits.request, 'region request', () => request.socket.destroy());
      response.once('close', () => limit.cancel());
      this.#answer(request, limit)
        .catch(error => {
          this.#options.log.error({ error: messageOf(error) }, 'request');
          return { status: 500 };
        })
        .then(reply => send(response, reply))
        .catch(error => this.#options.log.info({ error: messageOf(error) }, 'answer not taken'));
    });
    server.listen(listen.port, listen.host);
    await once(server, 'listening').catch(error => {
      const code = error.code === 'EADDRINUSE' ? 'port-in-use' : 'port-forbidden';
      throw new TiskiError(code, `${listen.host}:${listen.port}`, { cause: error });
    });
    this.#server = server;
    this.#timer = time.every(day, 'region certificate', () => server.setSecureContext(this.#credentials()));
    return (server.address() as AddressInfo).port;
  }

  async stop(): Promise<void> {
    this.#timer?.cancel();
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    const closed = once(server, 'close');
    server.close();
    server.closeAllConnections();
    await closed;
  }

  /** The key of the service lives in memory alone. */
  #credentials(): { readonly key: string; readonly cert: string } {
    const { authority, hosts, time } = this.#options;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    return {
      key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      cert: `${authority.forServer(hosts, publicKey, time.now())}${authority.certificate}`,
    };
  }

  async #answer(request: IncomingMessage, limit: Timer): Promise<Reply> {
    const { desk, errands, time, authority } = this.#options;
    const now = time.now();
    const { method, url } = request;
    if (method === 'GET' && url === revocationListPath)
      return { status: 200, type: 'application/pkix-crl', body: desk.revocationList(now) };
    if (method === 'GET' && url === siteFilePath) return this.#siteFile(request, now);
    const shown = (request.socket as TLSSocket).getPeerCertificate().raw as Buffer | undefined;
    if (isErrand(url)) return errands.answer(request, shown, { now, trust: () => limit.cancel() });
    const { operation = '' } = { ...url?.match(/^\/\.well-known\/est\/(?<operation>[a-z]+)$/)?.groups };
    const wanted = operations[operation];
    if (wanted === undefined) return { status: 404 };
    if (wanted !== method) return { status: 405 };

    const box = shown && desk.recognize(shown, now);
    if (shown && !box) return { status: 403, body: 'This certificate is not accepted.\n' };
    switch (operation) {
      case 'cacerts':
        return { status: 200, type: certificates, body: base64(certsOnly([authority.certificate.raw])) };
      case 'csrattrs':
        return { status: 200, type: 'application/csrattrs', body: base64(ourWishes()) };
      case 'simpleenroll':
        return this.#enrol(request, now);
      default:
        return this.#renew(request, box, now);
    }
  }

  #siteFile(request: IncomingMessage, now: number): Reply {
    const { desk } = this.#options;
    const presented = (request.socket as TLSSocket).getPeerCertificate().raw as Buffer | undefined;
    const box = presented && desk.recognize(presented, now);
    if (!box) return { status: 403, body: 'Show the certificate of the box.\n' };
    const text = desk.siteFile(box, now);
    return text === undefined
      ? { status: 404 }
      : { status: 200, type: siteFileType, body: Buffer.from(text) };
  }

  async #enrol(request: IncomingMessage, now: number): Promise<Reply> {
    const { desk, time } = this.#options;
    const { remoteAddress: from = '' } = request.socket;
    const wait = this.#attempts.waitFor(from, time.monotonic());
    if (wait > 0) return { status: 429, retryAfter: wait };
    const secret = secretIn(request.headers.authorization);
    if (secret === undefined) return { status: 401 };
    const state = desk.claimState(secret, now);
    if (state !== 'open') {
      this.#attempts.fail(from, time.monotonic());
      desk.refusedClaim(from, now);
      return unauthorized(state);
    }
    const asked = await askedIn(request);
    if ('status' in asked) return asked;
    const outcome = desk.enrol(secret, asked, from, now);
    if (outcome.is === 'unauthorized') this.#attempts.fail(from, time.monotonic());
    return replyTo(outcome);
  }

  async #renew(request: IncomingMessage, box: Given | undefined, now: number): Promise<Reply> {
    if (!box) return { status: 403, body: 'Show the certificate that is to be renewed.\n' };
    const asked = await askedIn(request);
    return 'status' in asked ? asked : replyTo(this.#options.desk.renew(box, asked, now));
  }
}

/** RFC 7030, 3.2.2. */
const operations: { readonly [operation: string]: 'GET' | 'POST' } = {
  cacerts: 'GET',
  csrattrs: 'GET',
  simpleenroll: 'POST',
  simplereenroll: 'POST',
};

function replyTo(outcome: Outcome): Reply {
  switch (outcome.is) {
    case 'given':
      return { status: 200, type: certificates, body: base64(certsOnly([outcome.certificate.raw])) };
    case 'waiting':
      return { status: 202, retryAfter: confirmationWait };
    case 'unauthorized':
      return unauthorized(outcome.why);
    case 'refused':
      return { status: 403, body: `${outcome.why}\n` };
  }
}

/** Who knows the secret of a claim may know what became of it; who guesses learns nothing. */
function unauthorized(why: string): Reply {
  return { status: 401, body: why === 'unknown' ? '' : `${why}\n` };
}

/** The password of HTTP Basic authentication; any user name. */
function secretIn(header: string | undefined): string | undefined {
  const [, coded] = header?.match(/^Basic ([A-Za-z0-9+/]+={0,2})$/i) ?? [];
  if (coded === undefined) return undefined;
  const login = Buffer.from(coded, 'base64').toString('latin1');
  return heard(login.slice(login.indexOf(':') + 1));
}

async function askedIn(request: IncomingMessage): Promise<AskedFor | Reply> {
  const { 'content-type': type = '' } = request.headers;
  if (!/^application\/pkcs10\s*(;|$)/i.test(type)) return { status: 415 };
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > mostBytes) return { status: 413 };
    parts.push(part);
  }
  const text = Buffer.concat(parts).toString('latin1');
  const asked = readRequest(Buffer.from(text, 'base64'));
  return asked ?? { status: 400, body: 'No PKCS #10 request of an EC key on P-256, signed with SHA-256.\n' };
}

/** In one line: RFC 8951, 3.1, knows no line breaks, and strongSwan 5.9.8 reads none. */
function base64(der: Buffer): string {
  return der.toString('base64');
}
