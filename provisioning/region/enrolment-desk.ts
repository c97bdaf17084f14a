import type { X509Certificate } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { AskedFor } from '../x509/certificate-request';
import { nameOf, sameName } from '../x509/der';
import { fingerprint, keyHash } from '../x509/fingerprint';
import { Audit, type Deed } from './audit';
import type { Authority } from './authority';
import { Boxes, type Given } from './boxes';
import { Claims } from './claims';

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
  readonly #audit: Audit;

  constructor(options: EnrolmentDeskOptions) {
    this.#options = options;
    this.#claims = new Claims(options.db);
    this.#boxes = new Boxes(options.db);
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
      const obstacle = this.#obstacle(permit.box, key);
      if (obstacle) {
        this.#note('box-refused', from, `${permit.box}: ${obstacle}`, now);
        return { is: 'refused', why: obstacle };
      }
      this.#note('claim-used', from, permit.box, now);
      if (!permit.confirmed) return { is: 'waiting' };
      this.#boxes.place(permit.box, permit.site, key, now);
      return this.#give('certificate-given', permit.box, permit.site, asked, now);
    });
  }

  /** A new certificate for a box that has proven itself by this one. */
  renew(by: Given, asked: AskedFor, now: number): Outcome {
    return this.#decided(() => {
      const key = keyHash(asked.publicKey);
      const box = this.#boxes.get(by.box);
      const refusal = !box
        ? 'no such box'
        : !sameName(asked.subject, nameOf({ organization: box.site, commonName: box.id }))
          ? 'another name than that of the box'
          : this.#obstacle(box.id, key, by.keyHash);
      if (!box || refusal !== undefined) {
        this.#note('box-refused', by.box, refusal ?? '', now);
        return { is: 'refused', why: refusal ?? '' };
      }
      this.#boxes.rekey(box.id, key);
      return this.#give('certificate-renewed', box.id, box.site, asked, now);
    });
  }

  /** Whom exactly this certificate proves; nothing if it is not of this region, revoked, or ended for too long. */
  recognize(certificate: Uint8Array, now: number): Given | undefined {
    const given = this.#boxes.given(certificate);
    if (!given || given.revoked !== null || now > given.ends + graceAfterEnd) return undefined;
    this.#decided(() => {
      this.#boxes.see(given.box, now);
      this.#claims.close(given.box);
    });
    return given;
  }

  /** Whether a claim is worth looking at a request for. */
  isOpen(secret: string, now: number): boolean {
    return this.#claims.isOpen(secret, now);
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

  #give(deed: Deed, box: string, site: string, { publicKey }: AskedFor, now: number): Outcome {
    const { authority, revocationList } = this.#options;
    const certificate = authority.forBox(box, site, publicKey, now, revocationList);
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
