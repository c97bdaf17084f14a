import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { TiskiError } from '../../hal/platform/error';

export interface NewClaim {
  readonly secret: string;
  readonly site: string;
  /** Name of the box in the region. */
  readonly box: string;
  /** Fingerprint of the one key that may use it; of the first that comes, by default. */
  readonly boundTo?: string | undefined;
  /** Whether nobody has to confirm the box that comes. */
  readonly confirmed: boolean;
  /** Whether its box takes the place of one that is in service. */
  readonly replaces: boolean;
  /** ms since 1970-01-01 UTC */
  readonly ends: number;
}

export type ClaimState = 'open' | 'unknown' | 'ended' | 'closed';

/** What a claim permits to a key. */
export type Permit =
  | {
      readonly permitted: true;
      readonly confirmed: boolean;
      readonly replaces: boolean;
      readonly site: string;
      readonly box: string;
    }
  | { readonly permitted: false; readonly why: 'unknown' | 'ended' | 'closed' | 'of-another-box' };

interface Row {
  readonly site: string;
  readonly box: string;
  readonly bound_to: string | null;
  readonly confirmed: number;
  readonly replaces: number;
  readonly ends: number;
  readonly closed: number;
}

/** What `closed` says. */
const [proven, withdrawn] = [1, 2];

/**
 * Claims of boxes on a first certificate. The first key that shows one is the only key ever; that key may show it again until it ends, since a power
 * cut takes a box that is being set up back to where it began. Of the secret only its hash is kept.
 */
export class Claims {
  readonly #db: Database;

  constructor(db: Database) {
    this.#db = db;
  }

  add({ secret, site, box, boundTo, confirmed, replaces, ends }: NewClaim): void {
    this.#db
      .prepare(
        'INSERT INTO claims (secret_hash, site, box, bound_to, confirmed, replaces, ends) VALUES (?, ?, ?, ?, ?, ?, ?)',
      )
      .run(hashOf(secret), site, box, boundTo ?? null, Number(confirmed), Number(replaces), ends);
  }

  /** What is known before the key is: whether it is worth looking at a request. */
  stateOf(secret: string, now: number): ClaimState {
    const row = this.#row(secret);
    if (!row) return 'unknown';
    if (row.closed === withdrawn) return 'closed';
    return now > row.ends ? 'ended' : 'open';
  }

  /** Binds the claim to the key of this fingerprint if it is nobody's yet. Inside the transaction that gives the certificate. */
  show(secret: string, key: string, now: number): Permit {
    const row = this.#row(secret);
    if (!row) return { permitted: false, why: 'unknown' };
    if (row.closed === withdrawn || (row.closed === proven && row.bound_to !== key))
      return { permitted: false, why: 'closed' };
    if (now > row.ends) return { permitted: false, why: 'ended' };
    if (row.bound_to !== null && row.bound_to !== key) return { permitted: false, why: 'of-another-box' };
    this.#db.prepare('UPDATE claims SET bound_to = ? WHERE secret_hash = ?').run(key, hashOf(secret));
    return {
      permitted: true,
      confirmed: row.confirmed !== 0,
      replaces: row.replaces !== 0,
      site: row.site,
      box: row.box,
    };
  }

  /** The box is revoked: none of its claims can be shown again. */
  close(box: string): void {
    this.#db.prepare(`UPDATE claims SET closed = ${withdrawn} WHERE box = ?`).run(box);
  }

  /** The box with the key of this fingerprint has proven itself: nobody else can show one, but its successor those that are for it. */
  closeProven(box: string, fingerprint: string): void {
    this.#db
      .prepare(
        `UPDATE claims SET closed = ${proven} WHERE box = ? AND closed = 0 AND (replaces = 0 OR bound_to = ?)`,
      )
      .run(box, fingerprint);
  }

  /** Boxes that have shown a claim and wait for a person. */
  waiting(now: number): { readonly box: string; readonly fingerprint: string }[] {
    return this.#db
      .prepare<[number], { box: string; fingerprint: string }>(
        `SELECT box, bound_to AS fingerprint FROM claims
         WHERE confirmed = 0 AND closed = 0 AND bound_to IS NOT NULL AND ends >= ? ORDER BY box`,
      )
      .all(now);
  }

  /** A person has compared the fingerprint. @throws TiskiError `region-unknown-box` if it does not wait, `fingerprint-wrong` */
  confirm(box: string, fingerprint: string, now: number): void {
    const waiting = this.waiting(now).filter(one => one.box === box);
    if (waiting.length === 0) throw new TiskiError('region-unknown-box', `${box} does not wait`);
    if (!waiting.some(one => one.fingerprint === fingerprint))
      throw new TiskiError('fingerprint-wrong', `${waiting.map(one => one.fingerprint).join(', ')} waits`);
    this.#db
      .prepare('UPDATE claims SET confirmed = 1 WHERE box = ? AND bound_to = ? AND closed = 0')
      .run(box, fingerprint);
  }

  #row(secret: string): Row | undefined {
    return this.#db
      .prepare<[string], Row>(
        'SELECT site, box, bound_to, confirmed, replaces, ends, closed FROM claims WHERE secret_hash = ?',
      )
      .get(hashOf(secret));
  }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
