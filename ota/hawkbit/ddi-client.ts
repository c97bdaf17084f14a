import { type IncomingMessage, request } from 'node:http';
import { request as requestSecurely } from 'node:https';
import type { SecureContextOptions } from 'node:tls';
import type { Static, TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import { Base, Cancel, Confirmation, Deployment } from './ddi-answers';
import type { Feedback } from './feedback';

export interface DdiClientOptions {
  /** Of this box at the server: `URL/TENANT/controller/v1/CONTROLLER`. */
  readonly base: URL;
  /** `TargetToken …` or `GatewayToken …`; nothing with certificates alone. */
  readonly authorization?: string;
  readonly tls?: SecureContextOptions;
  readonly userAgent: string;
  readonly time: Time;
}

/** For a request and its whole answer, ms. */
const patience = 30_000;

/** A deployment of a hundred modules with their artifacts is smaller, bytes. */
const mostBytes = 256 * 1024;

/** What became of a message: the server has let go of an action that it does not know any more. */
export type Outcome = 'taken' | 'gone';

/**
 * The requests of a device (hawkBit, Direct Device Integration API v1). Nothing of an answer is believed that does not fit, and no link is followed that
 * leads anywhere but to this box at this server: the token goes with it.
 * All throw TiskiError `hawkbit-unreachable`, `hawkbit-refused` or `hawkbit-answer-wrong`.
 */
export class DdiClient {
  readonly #options: DdiClientOptions;

  constructor(options: DdiClientOptions) {
    this.#options = options;
  }

  async poll(): Promise<Base> {
    const answer = await this.#get(this.#options.base.href, Base);
    if (!answer) throw new TiskiError('hawkbit-refused', 'it knows no such controller');
    return answer;
  }

  /** Nothing if it was withdrawn meanwhile; so the next two. */
  deployment(href: string): Promise<Deployment | undefined> {
    return this.#get(href, Deployment);
  }

  confirmation(href: string): Promise<Confirmation | undefined> {
    return this.#get(href, Confirmation);
  }

  cancel(href: string): Promise<Cancel | undefined> {
    return this.#get(href, Cancel);
  }

  /** @param at when it came to that, ms since 1970-01-01 UTC */
  tell(of: 'deploymentBase' | 'cancelAction', id: string, feedback: Feedback, at: number): Promise<Outcome> {
    const { execution, result, details } = feedback;
    const status = { execution, result: { finished: result }, details };
    return this.#send('POST', this.#below(`${of}/${id}/feedback`), { timestamp: at, status });
  }

  confirm(id: string, confirmation: 'confirmed' | 'denied', details: readonly string[]): Promise<Outcome> {
    return this.#send('POST', this.#below(`confirmationBase/${id}/feedback`), { confirmation, details });
  }

  /** Attributes of this box; those that others gave it stay. */
  describe(href: string, data: Readonly<Record<string, string>>): Promise<Outcome> {
    return this.#send('PUT', this.#own(href), { mode: 'merge', data });
  }

  async #get<T extends TSchema>(href: string, schema: T): Promise<Static<T> | undefined> {
    const text = await this.#ask('GET', this.#own(href));
    if (text === undefined) return undefined;
    let answer: unknown;
    try {
      answer = JSON.parse(text);
    } catch (error) {
      throw new TiskiError('hawkbit-answer-wrong', messageOf(error), { cause: error });
    }
    if (Value.Check(schema, answer)) return answer;
    const wrong = Value.Errors(schema, answer).First();
    throw new TiskiError('hawkbit-answer-wrong', `${wrong?.path} ${wrong?.message}`);
  }

  async #send(method: 'POST' | 'PUT', url: URL, body: object): Promise<Outcome> {
    return (await this.#ask(method, url, JSON.stringify(body))) === undefined ? 'gone' : 'taken';
  }

  /** Nothing if there is no such thing, or not any more. */
  async #ask(method: string, url: URL, body?: string): Promise<string | undefined> {
    try {
      const { status, text } = await this.#exchange(method, url, body);
      if (status >= 200 && status < 300) return text;
      if (status === 404 || status === 410) return undefined;
      const where = `${status} to ${method} ${url.pathname}`;
      if (status === 401 || status === 403) throw new TiskiError('hawkbit-refused', where);
      if (status === 429 || status >= 500) throw new TiskiError('hawkbit-unreachable', where);
      throw new TiskiError('hawkbit-answer-wrong', where);
    } catch (error) {
      if (isTiskiError(error)) throw error;
      throw new TiskiError('hawkbit-unreachable', `${url.host}: ${messageOf(error)}`, { cause: error });
    }
  }

  #exchange(method: string, url: URL, body?: string): Promise<{ status: number; text: string }> {
    const { authorization, userAgent, tls, time } = this.#options;
    const headers = {
      accept: 'application/hal+json, application/json',
      'user-agent': userAgent,
      ...(authorization !== undefined && { authorization }),
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      }),
    };
    return new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        const parts: Buffer[] = [];
        let bytes = 0;
        response.on('data', (part: Buffer) => {
          bytes += part.length;
          if (bytes <= mostBytes) parts.push(part);
          else response.destroy(new TiskiError('hawkbit-answer-wrong', `more than ${mostBytes} bytes`));
        });
        response.on('end', () => {
          const { statusCode: status = 0 } = response;
          resolve({ status, text: Buffer.concat(parts).toString('utf8') });
        });
        response.on('error', reject);
      };
      const way = { method, headers, agent: false };
      const asked =
        url.protocol === 'https:'
          ? requestSecurely(url, { ...way, ...tls }, answered)
          : request(url, way, answered);
      const timer = time.after(patience, 'ask hawkBit', () => asked.destroy(new Error('silent')));
      asked.on('close', () => timer.cancel());
      asked.on('error', reject);
      asked.end(body);
    });
  }

  #below(path: string): URL {
    return new URL(`${this.#options.base.href}/${path}`);
  }

  #own(href: string): URL {
    const { base } = this.#options;
    const url = URL.canParse(href) ? new URL(href) : undefined;
    const isOwn =
      url?.origin === base.origin &&
      (url.pathname === base.pathname || url.pathname.startsWith(`${base.pathname}/`));
    if (url && isOwn) return url;
    throw new TiskiError(
      'hawkbit-answer-wrong',
      `it leads to ${url?.origin ?? 'nowhere'}${url?.pathname ?? ''}`,
    );
  }
}
