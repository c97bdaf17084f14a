import type { KeyObject, X509Certificate } from 'node:crypto';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Claim } from '../claim';
import { regionOf } from '../claim';
import { EstClient, type EstClientOptions, type Wait } from '../est/est-client';
import { type Accepted, judgeAnswer } from '../est/judge-answer';
import type { ClientIdentity, ServerTrust } from '../est/region-connection';
import { type BoxName, nameIn, subjectOfBox } from '../x509/box-name';
import { makeRequest } from '../x509/certificate-request';
import { nameOf, subjectOf } from '../x509/der';
import { fingerprint } from '../x509/fingerprint';
import { boxKey, keyFile } from './box-key';
import { type Generation, Generations } from './generations';
import { KnownTime } from './known-time';
import { renewalDue } from './life';
import { keepMembership, type Membership, membershipIn } from './membership';
import type { Shelf } from './shelf';

export interface IdentityOptions {
  readonly shelf: Shelf;
  readonly time: Time;
}

/** What `keepUp` did. */
export type KeptUp = 'nothing' | 'enrolled' | 'renewed';

/** How a member talks to its region about other things than certificates. */
export interface Contact {
  /** SITE.NAME */
  readonly box: string;
  readonly url: URL;
  readonly key: KeyObject;
  readonly certificate: X509Certificate;
  readonly authorities: readonly X509Certificate[];
  readonly trust: ServerTrust;
  readonly identity: ClientIdentity;
}

/**
 * Who the box is to its region. Every step is safe to be cut off from power in: what is there afterwards is the old certificate or the new
 * one, whole and with its key, and `keepUp` goes on where it was. One program at a time (`identity-lock.ts`).
 */
export class Identity {
  readonly #options: IdentityOptions;
  readonly #known: KnownTime;

  constructor(options: IdentityOptions) {
    this.#options = options;
    this.#known = new KnownTime(options.shelf, options.time);
  }

  /** For people to compare; makes the key if there is none. @throws TiskiError `identity-damaged` */
  async fingerprint(): Promise<string> {
    return fingerprint(await boxKey(this.#options.shelf));
  }

  /** The certificate in use. @throws TiskiError `identity-damaged` */
  async certificate(): Promise<X509Certificate | undefined> {
    const { shelf } = this.#options;
    return (await new Generations(shelf, await boxKey(shelf)).current())?.chain[0];
  }

  /**
   * Takes a claim; from now on `keepUp` enrols the box by it, whatever happens in between.
   * @throws TiskiError `identity-elsewhere`
   */
  async take(url: URL, { secret, region }: Claim): Promise<void> {
    const { shelf } = this.#options;
    const before = await membershipIn(shelf);
    if (before && before.region !== region && (await this.certificate()))
      throw new TiskiError('identity-elsewhere', `the region with the fingerprint ${before.region}`);
    await keepMembership(shelf, { url: url.href, region, secret });
  }

  /**
   * Does what is due: goes on with an enrolment, proves a certificate that has come, renews at two thirds of its life.
   * @throws TiskiError `region-waits` while a person there has to confirm; whatever keeps it from its end. The old certificate stays.
   */
  keepUp(): Promise<KeptUp> {
    return this.#keepUp(undefined);
  }

  /**
   * Goes on under another name, which the region has ordered, with the same key. Once the certificate in that name is here there is no way back:
   * `keepUp` goes on by itself.
   * @throws TiskiError as `keepUp`; the old certificate and the old name stay
   */
  async rename(name: BoxName): Promise<void> {
    await this.#keepUp(name);
  }

  /** The name of the certificate that has come, if there is one, else of the one in use. @throws TiskiError `identity-damaged` */
  async comingName(): Promise<BoxName | undefined> {
    const { shelf } = this.#options;
    const generations = new Generations(shelf, await boxKey(shelf));
    const coming = (await generations.next()) ?? (await generations.current());
    return coming && nameIn(coming.chain[0]);
  }

  /** Takes the certificate in this name, if one has come, into use: the region has signed it, and may have given up the old one already. */
  async adopt(name: BoxName): Promise<void> {
    const { shelf } = this.#options;
    const generations = new Generations(shelf, await boxKey(shelf));
    const next = await generations.next();
    if (!next || !isNamed(next, name)) return;
    await generations.install(next);
    await generations.dropNext();
  }

  /** @throws TiskiError `identity-absent`, `identity-damaged` */
  async contact(): Promise<Contact> {
    const { shelf } = this.#options;
    await this.#known.open();
    const key = await boxKey(shelf);
    const membership = await membershipIn(shelf);
    const current = await new Generations(shelf, key).current();
    if (!membership || !current) throw new TiskiError('identity-absent');
    const [certificate] = current.chain;
    return {
      box: nameIn(certificate).box,
      url: new URL(membership.url),
      key,
      certificate,
      authorities: current.authorities,
      trust: { authorities: current.authorities, time: this.#known },
      identity: await this.#identityOf(current),
    };
  }

  async #keepUp(name: BoxName | undefined): Promise<KeptUp> {
    const { shelf } = this.#options;
    await this.#known.open();
    const key = await boxKey(shelf);
    const membership = await membershipIn(shelf);
    if (!membership) throw new TiskiError('identity-absent');
    const generations = new Generations(shelf, key);
    const current = await generations.current();
    let next = await generations.next();
    if (!next || (name && !isNamed(next, name))) {
      if (membership.secret !== undefined) next = await this.#enrolOnce(membership, key);
      else if (!current) throw new TiskiError('identity-absent');
      else if (name ? isNamed(current, name) : !(await this.#isDue(membership, current))) return 'nothing';
      else next = await this.#renew(membership, key, current, name);
      await generations.keepNext(next);
    }
    await this.#prove(membership, next, generations);
    await generations.install(next);
    // The claim goes before what came by it: a box that is cut off in between must not show a claim that is used up.
    const enrolled = membership.secret !== undefined;
    if (enrolled) await keepMembership(shelf, withoutClaim(membership));
    await generations.dropNext();
    return enrolled ? 'enrolled' : 'renewed';
  }

  /**
   * By the clock of the box, or by what the region shows of the time: a box that was without power for months may have a clock that says 1970, or the
   * day on which it was switched off, and nothing else would ever tell it that it is late.
   */
  async #isDue({ url }: Membership, current: Generation): Promise<boolean> {
    if (isDue(current, this.#known.now())) return true;
    try {
      await this.#client(url, current.authorities, {
        identity: await this.#identityOf(current),
      }).authorities();
    } catch {
      // It is not due as far as anybody knows.
    }
    return isDue(current, this.#known.now());
  }

  /** A claim that was refused is never sent again, and does not stand in the way of a renewal. */
  async #enrolOnce(membership: Membership, key: KeyObject): Promise<Generation> {
    try {
      return await this.#enrol(membership, key);
    } catch (error) {
      if (isTiskiError(error, 'claim-refused'))
        await keepMembership(this.#options.shelf, withoutClaim(membership));
      throw error;
    }
  }

  async #enrol({ url, region, secret = '' }: Membership, key: KeyObject): Promise<Generation> {
    const anchor = await this.#anchorOf(url, region);
    const client = this.#client(url, [anchor], { login: `claim:${secret}` });
    const authorities = withAnchor(await client.authorities(), anchor);
    await client.lookAtWishes();
    const answer = await client.enrol(makeRequest(key, nameOf({ commonName: fingerprint(key) })));
    return this.#taken(answer, { key, authorities });
  }

  async #renew(
    { url }: Membership,
    key: KeyObject,
    current: Generation,
    name = nameIn(current.chain[0]),
  ): Promise<Generation> {
    const [certificate] = current.chain;
    const client = this.#client(url, current.authorities, { identity: await this.#identityOf(current) });
    const authorities = await client.authorities();
    await client.lookAtWishes();
    const subject = isNamed(current, name) ? subjectOf(certificate) : subjectOfBox(name);
    const answer = await client.renew(makeRequest(key, subject));
    return this.#taken(answer, { key, authorities, renews: { current: certificate, subject } });
  }

  /** The authority that a claim names, out of what anybody answers: it is proven by its fingerprint (RFC 7030, 4.1.1). */
  async #anchorOf(url: string, region: string): Promise<X509Certificate> {
    const client = new EstClient({ url: new URL(url), trust: 'anyone', time: this.#options.time });
    const anchor = (await client.authorities()).find(
      ({ ca, publicKey }) => ca && regionOf(publicKey) === region,
    );
    if (!anchor) throw new TiskiError('region-untrusted', 'it is another than the claim names');
    return anchor;
  }

  async #taken(
    answer: X509Certificate[] | Wait,
    expected: Omit<Parameters<typeof judgeAnswer>[1], 'at'>,
  ): Promise<Generation> {
    if ('wait' in answer) throw new TiskiError('region-waits', `again in ${answer.wait} s`);
    const accepted: Accepted = judgeAnswer(answer, { ...expected, at: this.#known.now() });
    await this.#known.learn(accepted.begun);
    return { chain: accepted.chain, authorities: expected.authorities };
  }

  /** The region must take the new certificate, and be proven by the authorities that came with it, before the old one is dropped. */
  async #prove({ url }: Membership, next: Generation, generations: Generations): Promise<void> {
    try {
      await this.#client(url, next.authorities, { identity: await this.#identityOf(next) }).authorities();
    } catch (error) {
      const refused = error instanceof TiskiError && refusals.has(error.code);
      if (!refused) throw error;
      await generations.dropNext();
      throw new TiskiError('certificate-unproven', error.message, { cause: error });
    }
  }

  /** The key as it is written down: one in a chip cannot be written down anew. */
  async #identityOf({ chain }: Generation): Promise<ClientIdentity> {
    const key = await this.#options.shelf.read(keyFile);
    return { certificate: chain.map(String).join(''), key: key ?? '' };
  }

  #client(
    url: string,
    authorities: readonly X509Certificate[],
    proof: Pick<EstClientOptions, 'login' | 'identity'>,
  ): EstClient {
    const trust = { authorities, time: this.#known };
    return new EstClient({ url: new URL(url), trust, time: this.#options.time, ...proof });
  }
}

/** Answers to a new certificate after which there is no use in trying it again. */
const refusals = new Set(['region-refuses', 'region-untrusted', 'claim-refused']);

function isNamed({ chain }: Generation, { site, box }: BoxName): boolean {
  const found = nameIn(chain[0]);
  return found.site === site && found.box === box;
}

function isDue({ chain }: Generation, now: number): boolean {
  return now >= renewalDue(chain[0]);
}

function withoutClaim({ url, region }: Membership): Membership {
  return { url, region };
}

function withAnchor(list: readonly X509Certificate[], anchor: X509Certificate): X509Certificate[] {
  return list.some(({ raw }) => raw.equals(anchor.raw)) ? [...list] : [anchor, ...list];
}
