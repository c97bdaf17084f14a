import type { X509Certificate } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { subjectOfBox } from '../x509/box-name';
import type { AskedFor } from '../x509/certificate-request';
import { sameName } from '../x509/der';
import { fingerprint, fingerprintOfHash, keyHash } from '../x509/fingerprint';
import { Audit, type Deed } from './audit';
import type { Authority } from './authority';
import { Boxes, type Given } from './boxes';
import { type ClaimState, Claims } from './claims';
import { type Move, Moves } from './moves';
import { SiteFiles } from './site-files';

/** What becomes of a request. */
export type Outcome =
  | { readonly is: 'given'; readonly certificate: X509Certificate }
  | { readonly is: 'waiting' }
  /** The claim is no good, or not for this key. */
  | { readonly is: 'unauthorized'; readonly why: string }
  /** Whoever asks is known and may not. */
  | { readonly is: 'refused'; readonly why: string };

/** After its certificate has ended a box may still renew it for so long, ms: it was in a cupboard, and is not revoked. */
export const graceAfterEnd = 180 * 86_400_000;

export interface EnrolmentDeskOptions {
  readonly db: Database;
  readonly authority: Authority;
  /** Address of the revocation list, put into certificates. */
  readonly revocationList?: string | undefined;
}

/** Decides who gets a certificate. Each decision is one transaction with its record, so that what is given out is always known. */
export class EnrolmentDesk {
  readonly #options: EnrolmentDeskOptions;
  readonly #claims: Claims;
  readonly #boxes: Boxes;
  readonly #moves: Moves;
  readonly #audit: Audit;

  constructor(options: EnrolmentDeskOptions) {
    this.#options = options;
    this.#claims = new Claims(options.db);
    this.#boxes = new Boxes(options.db);
    this.#moves = new Moves(options.db);
    this.#audit = new Audit(options.db);
  }

  /** A first certificate by a claim. @param from network address @param now ms since 1970-01-01 UTC */
  enrol(secret: string, asked: AskedFor, from: string, now: number): Outcome {
    return this.#decided(() => {
      const key = keyHash(asked.publicKey);
      const permit = this.#claims.show(secret, fingerprint(asked.publicKey), now);
      if (!permit.permitted) {
        this.#note('claim-refused', from, permit.why, now);
        return { is: 'unauthorized', why: permit.why };
      }
      const present = this.#boxes.get(permit.box);
      const replaced = permit.replaces && present?.revoked === null && present.keyHash !== key;
      const obstacle = this.#obstacle(permit.box, key, replaced ? present.keyHash : key);
      if (obstacle) {
        this.#note('box-refused', from, `${permit.box}: ${obstacle}`, now);
        return { is: 'refused', why: obstacle };
      }
      this.#note('claim-used', from, permit.box, now);
      if (!permit.confirmed) return { is: 'waiting' };
      if (replaced) {
        this.#boxes.revoke(permit.box, 'superseded', now);
        this.#note('box-replaced', permit.box, fingerprintOfHash(present.keyHash), now);
      }
      this.#boxes.place(permit.box, permit.site, key, now);
      return this.#give('certificate-given', permit.box, permit.site, asked, now);
    });
  }

  /** A new certificate for a box that has proven itself by this one. */
  renew(by: Given, asked: AskedFor, now: number): Outcome {
    return this.#decided(() => {
      const key = keyHash(asked.publicKey);
      const box = this.#boxes.get(by.box);
      const move = this.#moves.of(by.box);
      const isMove = move !== undefined && isNamed(asked, move.site, move.moved);
      if (!box) return this.#refused(by.box, 'no such box', now);
      if (!isMove && !isNamed(asked, box.site, box.id))
        return this.#refused(by.box, 'another name than that of the box', now);
      const obstacle = this.#obstacle(box.id, key, by.keyHash);
      if (obstacle !== undefined) return this.#refused(by.box, obstacle, now);
      this.#boxes.rekey(box.id, key);
      const given = this.#give(
        'certificate-renewed',
        box.id,
        isMove ? move.site : box.site,
        asked,
        now,
        isMove ? move.moved : box.id,
      );
      if (isMove && given.is === 'given') this.#moves.given(box.id, given.certificate.serialNumber);
      return given;
    });
  }

  #refused(box: string, why: string, now: number): Outcome {
    this.#note('box-refused', box, why, now);
    return { is: 'refused', why };
  }

  /** Whom exactly this certificate proves; nothing if it is not of this region, revoked, or ended for too long. */
  recognize(certificate: Uint8Array, now: number): Given | undefined {
    const given = this.#boxes.given(certificate);
    if (!given || given.revoked !== null || now > given.ends + graceAfterEnd) return undefined;
    return this.#decided(() => {
      const move = this.#moves.provenBy(given.serial);
      const box = move ? this.#moved(given, move, now) : given.box;
      this.#boxes.see(box, now);
      this.#claims.closeProven(box, fingerprintOfHash(given.keyHash));
      return { ...given, box };
    });
  }

  /** The box has shown the certificate in its new name: from now on it has no other. */
  #moved({ box, serial }: Given, { moved, site }: Move, now: number): string {
    this.#moves.end(box);
    this.#boxes.rename(box, moved, site);
    this.#boxes.supersede(moved, serial, now);
    this.#note('box-moved', box, moved, now);
    return moved;
  }

  /** Whether a claim is worth looking at a request for. */
  claimState(secret: string, now: number): ClaimState {
    return this.#claims.stateOf(secret, now);
  }

  /** The site file for the box that shows this certificate; nothing if the region has none. */
  siteFile({ box }: Given, now: number): string | undefined {
    const text = new SiteFiles(this.#options.db).of(box);
    if (text !== undefined) this.#decided(() => this.#note('site-file-fetched', box, box, now));
    return text;
  }

  refusedClaim(from: string, now: number): void {
    this.#note('claim-refused', from, 'unknown, ended or closed', now);
  }

  /** In DER. */
  revocationList(now: number): Buffer {
    return this.#options.authority.revocationList(this.#boxes.revoked(now), now);
  }

  /** @param before the key that the box has now, if it renews */
  #obstacle(box: string, key: string, before = key): string | undefined {
    if (this.#boxes.isCompromised(key)) return 'a key that was given up';
    const holder = this.#boxes.withKey(key);
    if (holder && holder.id !== box) return 'the key of another box';
    const present = this.#boxes.get(box);
    if (present && present.revoked === null && present.keyHash !== before)
      return 'another box is in its place';
    return undefined;
  }

  #give(deed: Deed, box: string, site: string, { publicKey }: AskedFor, now: number, name = box): Outcome {
    const { authority, revocationList } = this.#options;
    const certificate = authority.forBox(name, site, publicKey, now, revocationList);
    this.#boxes.keep(certificate, box, keyHash(publicKey));
    this.#note(deed, box, certificate.serialNumber, now);
    return { is: 'given', certificate };
  }

  #note(deed: Deed, actor: string, subject: string, at: number): void {
    this.#audit.note({ at, actor, deed, subject });
  }

  #decided<T>(run: () => T): T {
    return this.#options.db.transaction(run).immediate();
  }
}

function isNamed({ subject }: AskedFor, site: string, box: string): boolean {
  return sameName(subject, subjectOfBox({ site, box }));
}
