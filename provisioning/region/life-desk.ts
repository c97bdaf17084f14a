import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { attest, type Declaration, declarationIn, type Proof } from '../life/proof';
import { Audit } from './audit';
import type { Authority } from './authority';
import { Boxes, type Given } from './boxes';
import { Claims } from './claims';
import { Moves } from './moves';
import { type Takeover, Takeovers } from './takeovers';

export interface LifeDeskOptions {
  readonly db: Database;
  readonly authority: Authority;
}

/** Where a box is to be, and under which name. */
export interface Place {
  readonly site: string;
  /** SITE.NAME */
  readonly box: string;
}

/** What boxes in service ask beside certificates: what is kept for a successor, where they belong, their leave. */
export class LifeDesk {
  readonly #options: LifeDeskOptions;
  readonly #boxes: Boxes;
  readonly #claims: Claims;
  readonly #moves: Moves;
  readonly #takeovers: Takeovers;
  readonly #audit: Audit;

  constructor(options: LifeDeskOptions) {
    this.#options = options;
    this.#boxes = new Boxes(options.db);
    this.#claims = new Claims(options.db);
    this.#moves = new Moves(options.db);
    this.#takeovers = new Takeovers(options.db);
    this.#audit = new Audit(options.db);
  }

  /** Where people have ordered the box to be; where it is if they have not. */
  placeOf({ box }: Given): Place {
    const move = this.#moves.of(box);
    if (move) return { site: move.site, box: move.moved };
    const { site = '' } = { ...this.#boxes.get(box) };
    return { site, box };
  }

  /** What a box has left takes the place of what it left before. @returns files that nothing names any more are the caller's to remove */
  keep(takeover: Takeover): void {
    this.#decided(() => {
      this.#takeovers.keep(takeover);
      this.#note('takeover-kept', takeover.box, `${takeover.bytes} bytes`, takeover.at);
    });
  }

  /** Whether anything has been left in this place. */
  hasTakeover({ box }: Given): boolean {
    return this.#takeovers.of(box) !== undefined;
  }

  /** What the box that had this place before has left; nothing if none has. */
  takeoverFor({ box }: Given, now: number): Takeover | undefined {
    const kept = this.#takeovers.of(box);
    if (kept) this.#note('takeover-given', box, kept.file, now);
    return kept;
  }

  isKept(file: string): boolean {
    return this.#takeovers.files().includes(file);
  }

  refusedTakeover(box: string, why: string, now: number): void {
    this.#note('takeover-refused', box, why, now);
  }

  /**
   * The box leaves for good: revoked and attested in one. Whoever asks again with the same key, after a power cut, gets the same proof.
   * @returns nothing for a declaration that is not of the box that shows the certificate
   */
  decommission(shown: Given, key: KeyObject, text: string, now: number): Proof | undefined {
    return this.#decided(() => {
      const before = this.#proofOf(shown.keyHash);
      if (before) return before;
      const declaration = shown.revoked === null ? declarationIn(text, key) : undefined;
      if (!declaration || declaration.box !== shown.box) return undefined;
      return this.#attested(shown, declaration, now);
    });
  }

  #attested({ box, keyHash }: Given, declaration: Declaration, now: number): Proof {
    const proof = attest(declaration, now, content => this.#options.authority.attest(content));
    this.#options.db
      .prepare('INSERT INTO proofs (key_hash, box, at, proof) VALUES (?, ?, ?, ?)')
      .run(keyHash, box, now, JSON.stringify(proof));
    this.#claims.close(box);
    this.#boxes.revoke(box, 'out-of-service', now);
    this.#takeovers.forget(box);
    this.#moves.end(box);
    this.#note('box-decommissioned', box, declaration.fingerprint, now);
    return proof;
  }

  /** On record for exactly this certificate, revoked or not: for the leave alone. */
  given(certificate: Uint8Array): Given | undefined {
    return this.#boxes.given(certificate);
  }

  #proofOf(keyHash: string): Proof | undefined {
    const text = this.#options.db
      .prepare<[string], string>('SELECT proof FROM proofs WHERE key_hash = ?')
      .pluck()
      .get(keyHash) as string | undefined;
    return text === undefined ? undefined : (JSON.parse(text) as Proof);
  }

  #note(deed: Parameters<Audit['note']>[0]['deed'], actor: string, subject: string, at: number): void {
    this.#audit.note({ at, actor, deed, subject });
  }

  #decided<T>(run: () => T): T {
    return this.#options.db.transaction(run).immediate();
  }
}
