import type { X509Certificate } from 'node:crypto';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { certificatesIn } from '../x509/certs-only';
import { ClaimRefused } from './claim-refused';
import { unknownWish } from './csr-attributes';
import { type Answer, exchange } from './exchange';
import type { ClientIdentity, ServerTrust } from './region-connection';

export interface EstClientOptions {
  /** Of the service, without `/.well-known/est`. */
  readonly url: URL;
  readonly trust: ServerTrust;
  readonly time: Time;
  readonly identity?: ClientIdentity | undefined;
  readonly login?: string | undefined;
}

/** A wait that the other end asked for (RFC 7030, 4.2.3), s. */
export interface Wait {
  readonly wait: number;
}

/** When it does not say how long, s. */
const usualWait = 60;

/** Nobody makes the box sleep for longer, s. */
const longestWait = 3600;

/** Enrollment over Secure Transport (RFC 7030), the client's side. One call is one request on one connection. */
export class EstClient {
  readonly #options: EstClientOptions;

  constructor(options: EstClientOptions) {
    this.#options = options;
  }

  /** The authorities of the region (4.1). @throws TiskiError */
  async authorities(): Promise<X509Certificate[]> {
    return certificatesOf(await this.#ask('cacerts'));
  }

  /** Looks whether the box can give what the region wants in a request (4.5). @throws TiskiError `est-wish-unknown` and others */
  async lookAtWishes(): Promise<void> {
    const answer = await this.#ask('csrattrs');
    // No wishes (RFC 7030, 4.5.2).
    if (answer.status === 204 || answer.status === 404) return;
    good(answer, 'application/csrattrs');
    const unknown = unknownWish(base64In(answer.body));
    if (unknown !== undefined) throw new TiskiError('est-wish-unknown', unknown);
  }

  /** A first certificate for a PKCS #10 request in DER (4.2.1). @throws TiskiError */
  enrol(request: Buffer): Promise<X509Certificate[] | Wait> {
    return this.#certificateFor('simpleenroll', request);
  }

  /** A new one for a box that proves itself by its present one (4.2.2). @throws TiskiError */
  renew(request: Buffer): Promise<X509Certificate[] | Wait> {
    return this.#certificateFor('simplereenroll', request);
  }

  async #certificateFor(operation: string, request: Buffer): Promise<X509Certificate[] | Wait> {
    const answer = await this.#ask(operation, {
      type: 'application/pkcs10',
      text: request.toString('base64'),
    });
    if (answer.status === 202) return { wait: Math.min(answer.retryAfter ?? usualWait, longestWait) };
    return certificatesOf(answer);
  }

  async #ask(operation: string, body?: { type: string; text: string }): Promise<Answer> {
    const { url, ...options } = this.#options;
    const base = url.pathname.replace(/\/$/, '');
    const answer = await exchange({
      ...options,
      url: new URL(`${base}/.well-known/est/${operation}`, url),
      ...(body && { body }),
    });
    if (answer.status === 401 && options.login !== undefined)
      throw new ClaimRefused(answer.body.subarray(0, 100).toString('latin1'));
    return answer;
  }
}

function certificatesOf(answer: Answer): X509Certificate[] {
  good(answer, 'application/pkcs7-mime');
  const certificates = certificatesIn(base64In(answer.body));
  if (!certificates) throw new TiskiError('est-answer-broken', 'no certs-only message');
  return certificates;
}

/** @throws TiskiError unless it is the wanted answer */
function good({ status, type }: Answer, wanted: string): void {
  const detail = `HTTP status ${status}`;
  if (status === 429 || status === 503) throw new TiskiError('region-busy', detail);
  if (status >= 500) throw new TiskiError('region-failed', detail);
  if (status >= 400) throw new TiskiError('region-refuses', detail);
  if (status !== 200) throw new TiskiError('est-answer-broken', detail);
  if (type !== wanted)
    throw new TiskiError('est-answer-broken', `${type || 'no type'} in place of ${wanted}`);
}

/** Base64 with line breaks (RFC 8951), and nothing else: what Buffer leaves out silently is a broken answer. */
function base64In(body: Buffer): Buffer {
  const text = body.toString('latin1').replace(/[\r\n\t ]/g, '');
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(text) || text.length % 4 !== 0)
    throw new TiskiError('est-answer-broken', 'no base64');
  return Buffer.from(text, 'base64');
}
