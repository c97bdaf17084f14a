import type { KeyObject } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { TiskiError } from '../../hal/platform/error';
import { claimText, newClaim } from '../claim';
import { fingerprintOfHash } from '../x509/fingerprint';
import type { RevocationReason } from '../x509/revocation-list';
import { Audit, type Deed, type Record } from './audit';
import { Boxes } from './boxes';
import { Claims } from './claims';
import { Moves } from './moves';
import { SiteFiles } from './site-files';
import { type Site, Sites } from './sites';
import { Takeovers } from './takeovers';

export interface RegionOfficeOptions {
  readonly db: Database;
  /** Of the region's authority, public. */
  readonly authority: KeyObject;
  /** Who sits there: the user of the machine, for the record. */
  readonly actor: string;
  /** ms since 1970-01-01 UTC */
  readonly now: () => number;
}

export interface ClaimWish {
  readonly site: string;
  /** Name of the box on its site. */
  readonly box: string;
  readonly fingerprint?: string | undefined;
  /** Whether a person has to compare fingerprints before the box gets its certificate. */
  readonly confirm: boolean;
  /** Whether the box takes the place of one that is in service. */
  readonly replaces?: boolean;
  /** ms */
  readonly life: number;
}

/** A box as people look it up (PRO-05, PRO-14). */
export interface BoxLine {
  readonly box: string;
  readonly state: 'waits' | 'in service' | 'revoked';
  readonly fingerprint: string;
  readonly site: string;
  readonly address: string;
  readonly contact: string;
  /** ISO 8601 or empty */
  readonly certificateEnds: string;
  readonly lastSeen: string;
}

/** What people of the region do. Whoever may read and write its folder may do all of it; every deed is put on record. */
export class RegionOffice {
  readonly #options: RegionOfficeOptions;
  readonly #sites: Sites;
  readonly #claims: Claims;
  readonly #boxes: Boxes;
  readonly #moves: Moves;
  readonly #takeovers: Takeovers;
  readonly #audit: Audit;

  constructor(options: RegionOfficeOptions) {
    this.#options = options;
    this.#sites = new Sites(options.db);
    this.#claims = new Claims(options.db);
    this.#boxes = new Boxes(options.db);
    this.#moves = new Moves(options.db);
    this.#takeovers = new Takeovers(options.db);
    this.#audit = new Audit(options.db);
  }

  addSite(site: Site): void {
    this.#on('site-added', site.id, () => this.#sites.add(site));
  }

  /** Keeps the file that the box fetches when it is set up. @param box its name on the site @throws TiskiError `region-unknown-site` */
  keepSiteFile(site: string, box: string, text: string): void {
    this.#on('site-file-kept', `${site}.${box}`, () => {
      this.#sites.get(site);
      new SiteFiles(this.#options.db).keep(`${site}.${box}`, text);
    });
  }

  /**
   * @returns the claim, as it is carried to the box
   * @throws TiskiError `region-unknown-site`, `region-box-present`; `region-unknown-box` if there is none to replace
   */
  makeClaim({ site, box, fingerprint, confirm, replaces = false, life }: ClaimWish): string {
    const id = `${site}.${box}`;
    const claim = newClaim(this.#options.authority);
    this.#on('claim-made', id, now => {
      this.#sites.get(site);
      const present = this.#boxes.get(id);
      if (replaces && !present) throw new TiskiError('region-unknown-box', id);
      if (!replaces && (present?.revoked === null || this.#moves.isTaken(id)))
        throw new TiskiError('region-box-present', id);
      const { secret } = claim;
      this.#claims.add({
        secret,
        site,
        box: id,
        boundTo: fingerprint,
        confirmed: !confirm,
        replaces,
        ends: now + life,
      });
    });
    return claimText(claim);
  }

  /** @throws TiskiError `region-unknown-box`, `fingerprint-wrong` */
  confirm(box: string, fingerprint: string): void {
    this.#on('claim-confirmed', `${box} ${fingerprint}`, now => this.#claims.confirm(box, fingerprint, now));
  }

  /** Ends a box's part in the region; it comes back by a new claim alone. @throws TiskiError `region-unknown-box` */
  revoke(box: string, reason: RevocationReason): void {
    this.#on('box-revoked', `${box}: ${reason}`, now => {
      if (!this.#boxes.get(box)) throw new TiskiError('region-unknown-box', box);
      this.#claims.close(box);
      this.#boxes.revoke(box, reason, now);
    });
  }

  /** When the box has last left something for its successor, ms since 1970-01-01 UTC; nothing if it never did. */
  takeoverOf(box: string): number | undefined {
    return this.#takeovers.of(box)?.at;
  }

  /**
   * Lets a box go on under another name, with its own key; it makes the move by `tiski provision move`.
   * @throws TiskiError `region-unknown-box`, `region-unknown-site`, `region-box-present`
   */
  move(box: string, site: string, name: string): void {
    const moved = `${site}.${name}`;
    this.#on('move-ordered', `${box}: ${moved}`, () => {
      if (this.#boxes.get(box)?.revoked !== null) throw new TiskiError('region-unknown-box', box);
      this.#sites.get(site);
      if (this.#boxes.get(moved)?.revoked === null || this.#moves.isTaken(moved))
        throw new TiskiError('region-box-present', moved);
      this.#moves.order({ box, site, moved });
    });
  }

  boxes(): BoxLine[] {
    const waiting = this.#claims
      .waiting(this.#options.now())
      .map(({ box, fingerprint }) => this.#line(box, 'waits', fingerprint, null));
    const known = this.#boxes.all().map(({ id, revoked, keyHash, seen }) => {
      const state = revoked === null ? 'in service' : 'revoked';
      return this.#line(id, state, fingerprintOfHash(keyHash), seen);
    });
    return [...waiting, ...known];
  }

  record(count: number): Record[] {
    return this.#audit.last(count);
  }

  #line(box: string, state: BoxLine['state'], fingerprint: string, seen: number | null): BoxLine {
    const [site = ''] = box.split('.');
    const { name, address, contact } = this.#sites.get(site);
    const certificateEnds = instant(this.#boxes.newestOf(box)?.ends);
    return {
      box,
      state,
      fingerprint,
      site: name,
      address,
      contact,
      certificateEnds,
      lastSeen: instant(seen),
    };
  }

  #on(deed: Deed, subject: string, run: (now: number) => void): void {
    const { db, actor, now } = this.#options;
    const at = now();
    db.transaction(() => {
      run(at);
      this.#audit.note({ at, actor, deed, subject });
    }).immediate();
  }
}

function instant(at: number | null | undefined): string {
  return at === null || at === undefined ? '' : new Date(at).toISOString();
}
