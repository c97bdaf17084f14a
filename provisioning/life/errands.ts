import { dirname } from 'node:path';
import { TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably } from '../../ota/disk/durably';
import { readPieces } from '../../ota/disk/read-pieces';
import { type Answer, type Exchange, exchange } from '../est/exchange';
import type { Contact } from '../identity/identity';
import type { BoxName } from '../x509/box-name';
import type { Declaration, Proof } from './proof';

/** What boxes ask beside EST (RFC 7030), each by its certificate. */
export const errandPaths = {
  takeover: '/box/takeover',
  place: '/box/place',
  leave: '/box/leave',
} as const;

/** A journal of the usual budget, compressed, is half of this; bytes. */
export const mostTakeoverBytes = 192 * 2 ** 20;

/** For what is large, on a line of 2 Mbit/s, ms. */
const longPatience = 15 * 60_000;

export class Errands {
  readonly #contact: Contact;
  readonly #time: Time;

  constructor(contact: Contact, time: Time) {
    this.#contact = contact;
    this.#time = time;
  }

  /** Leaves a bundle with the region for a successor. @throws TiskiError `takeover-large` and those of a connection */
  async leaveTakeover(disk: Disk, file: string): Promise<void> {
    const bytes = disk.size(file);
    if (bytes > mostTakeoverBytes) throw new TiskiError('takeover-large', `${bytes} bytes`);
    good(
      await this.#ask(errandPaths.takeover, {
        method: 'PUT',
        body: { type: 'application/octet-stream', bytes, pieces: copied(readPieces(disk, file)) },
        patience: longPatience,
      }),
    );
  }

  /** Fetches what the old box has left; synced when it resolves. @throws TiskiError `takeover-absent` and those of a connection */
  async fetchTakeover(disk: Disk, file: string): Promise<void> {
    makeFolderDurably(disk, dirname(file));
    disk.write(file, Buffer.alloc(0), 0o600);
    const answer = await this.#ask(errandPaths.takeover, {
      into: { most: mostTakeoverBytes, take: piece => disk.append(file, piece) },
      patience: longPatience,
    });
    if (answer.status === 404) throw new TiskiError('takeover-absent');
    good(answer);
    disk.sync(file);
    disk.sync(dirname(file));
  }

  /** Whether the old box has left anything. A region of another make keeps nothing. @throws TiskiError those of a connection */
  async hasTakeover(): Promise<boolean> {
    const answer = await this.#ask(errandPaths.takeover, { method: 'HEAD' });
    if (keepsNothing.has(answer.status)) return false;
    good(answer);
    return true;
  }

  /** Where the region has ordered the box to be. */
  async place(): Promise<BoxName> {
    const { site, box } = JSON.parse(good(await this.#ask(errandPaths.place))) as Partial<BoxName>;
    if (typeof site === 'string' && typeof box === 'string') return { site, box };
    throw new TiskiError('est-answer-broken', errandPaths.place);
  }

  /** Tells the region that the box leaves for good: revoked from now on. The same proof however often it is asked. */
  async leave(declaration: Declaration): Promise<Proof> {
    const text = JSON.stringify(declaration);
    const answer = await this.#ask(errandPaths.leave, { body: { type: 'application/json', text } });
    const proof = JSON.parse(good(answer)) as Partial<Proof>;
    if (typeof proof.signature === 'string' && proof.declaration) return proof as Proof;
    throw new TiskiError('est-answer-broken', errandPaths.leave);
  }

  #ask(path: string, options: Partial<Exchange> = {}): Promise<Answer> {
    const { url, trust, identity } = this.#contact;
    return exchange({ url: new URL(path, url), trust, identity, time: this.#time, ...options });
  }
}

/** No such thing, or no such service. */
const keepsNothing = new Set([404, 405, 501]);

/** @throws TiskiError unless it is good */
function good({ status, body }: Answer): string {
  const detail = `HTTP status ${status}`;
  if (status === 413) throw new TiskiError('takeover-large', detail);
  if (status === 429 || status === 503) throw new TiskiError('region-busy', detail);
  if (status >= 500) throw new TiskiError('region-failed', detail);
  if (status >= 400) throw new TiskiError('region-refuses', detail);
  if (status !== 200 && status !== 204) throw new TiskiError('est-answer-broken', detail);
  return body.toString('utf8');
}

/** Each piece of the disk lies in one place of memory, which the next one takes. */
function* copied(pieces: Iterable<Buffer>): Generator<Buffer> {
  for (const piece of pieces) yield Buffer.from(piece);
}
