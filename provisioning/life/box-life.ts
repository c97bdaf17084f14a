import type { KeyObject } from 'node:crypto';
import { isTiskiError, TiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../../ota/disk/disk';
import { replaceDurably } from '../../ota/disk/durably';
import type { Claim } from '../claim';
import type { Identity } from '../identity/identity';
import type { BoxName } from '../x509/box-name';
import { bringFromDisk, bringFromRegion, type OldDisk } from './arrivals';
import { type BoxFolders, journalIn, proofFileIn } from './box-folders';
import { eraseAll, eraseState } from './erase';
import { Errands } from './errands';
import { clearArrivals, install } from './install';
import { dropRecord, keepRecord, type LifeRecord, readRecord } from './life-record';
import { declare, type Proof } from './proof';

export interface BoxLifeOptions {
  readonly disk: Disk;
  readonly folders: BoxFolders;
  readonly identity: Identity;
  readonly time: Time;
  /** See `copy-journal.ts`. */
  readonly copyJournal: (journal: string, copy: string) => Promise<void>;
}

/** What became of the box. */
export type Ended =
  | {
      readonly did: 'swap';
      /** SITE.NAME */
      readonly box: string;
      /** When the old box was as this one is now, ms; nothing if it is all there was. */
      readonly asOf?: number;
    }
  | { readonly did: 'move'; readonly box: string; readonly reset: boolean }
  | { readonly did: 'reset' }
  | { readonly did: 'decommission'; readonly proof?: Proof };

/**
 * What happens to a whole box: swap, move, reset, leave. Each is written down before it begins and goes on from there after a power cut
 * (`finish`), so what serves afterwards is the box as it was or as it is to be. One program at a time (`identity-lock.ts`).
 */
export class BoxLife {
  readonly #options: BoxLifeOptions;

  constructor(options: BoxLifeOptions) {
    this.#options = options;
  }

  /**
   * This spare takes the place of the box that the claim replaces: its certificate, its queue, its settings, its site file, from what it has left with
   * the region or from its own disk.
   * @throws TiskiError `swap-not-spare`, `life-under-way`, `takeover-absent`, `-damaged`, `-foreign`; nothing of it is here then but perhaps the certificate
   */
  async swap(url: URL, claim: Claim, from?: OldDisk): Promise<Ended> {
    const { disk, folders, identity } = this.#options;
    this.#assertIdle();
    if (disk.kind(journalIn(folders)) !== undefined) throw new TiskiError('swap-not-spare', folders.state);
    keepRecord(disk, folders, { doing: 'swap', step: 'fetch', ...(from && { from }) });
    return this.#orAsBefore(async () => {
      await identity.take(url, claim);
      return this.#bring(from);
    });
  }

  /**
   * The same for a spare that the claim of a set-up has made the box of this name already.
   * @throws TiskiError `life-under-way`, `takeover-absent`, `-damaged`, `-foreign`, those of a connection; it is as it was then
   */
  async succeed(): Promise<Ended> {
    const { disk, folders } = this.#options;
    this.#assertIdle();
    keepRecord(disk, folders, { doing: 'swap', step: 'fetch' });
    return this.#orAsBefore(() => this.#bring());
  }

  /**
   * Takes the name that the region has ordered. At another site the box begins anew, at its own it keeps everything.
   * @throws TiskiError `move-not-ordered`, `life-under-way`, those of a renewal; the box is where it was then
   */
  async move(): Promise<Ended> {
    const { disk, folders, identity, time } = this.#options;
    this.#assertIdle();
    const contact = await identity.contact();
    const { site, box } = await new Errands(contact, time).place();
    if (box === contact.box) throw new TiskiError('move-not-ordered', box);
    const reset = !contact.box.startsWith(`${site}.`);
    keepRecord(disk, folders, { doing: 'move', site, box, reset });
    return this.#orAsBefore(async () => {
      await identity.rename({ site, box });
      return this.#moved({ site, box }, reset);
    });
  }

  /** Everything goes but the identity. @throws TiskiError `life-under-way` */
  reset(): Ended {
    this.#assertIdle();
    keepRecord(this.#options.disk, this.#options.folders, { doing: 'reset' });
    return this.#reset();
  }

  /**
   * The box leaves for good: its certificate is revoked, everything that it kept is erased, its key first, and what the region has signed of it is all that
   * stays.
   * @param alone leaves without the region, which then has to be told by a person; there is no proof
   * @throws TiskiError `life-under-way`, `identity-absent`, those of a connection; nothing was changed then
   */
  async decommission({ alone }: { readonly alone: boolean }): Promise<Ended> {
    const { disk, folders } = this.#options;
    this.#assertIdle();
    keepRecord(disk, folders, { doing: 'decommission', ...(alone && { proof: 'none' }) });
    return alone ? this.#leave('none') : this.#orAsBefore(async () => this.#leave(await this.#askLeave()));
  }

  /** Goes on with what a power cut or a fault has interrupted. @returns nothing if there is nothing @throws TiskiError of that step; again later */
  async finish(): Promise<Ended | undefined> {
    const { disk, folders, identity } = this.#options;
    const record = readRecord(disk, folders);
    if (!record) return undefined;
    switch (record.doing) {
      case 'reset':
        return this.#reset();
      case 'swap':
        return record.step === 'install' ? this.#install(record) : this.#fetchAgain(record.from);
      case 'decommission':
        return this.#leave(record.proof ?? (await this.#askLeave()));
      case 'move':
        if ((await identity.comingName())?.box !== record.box) {
          dropRecord(disk, folders);
          return undefined;
        }
        return this.#moved(record, record.reset);
    }
  }

  async #fetchAgain(from?: OldDisk): Promise<Ended | undefined> {
    try {
      return await this.#orAsBefore(() => this.#bring(from));
    } catch (error) {
      // It ended before the claim was taken.
      if (isTiskiError(error, 'identity-absent')) return undefined;
      throw error;
    }
  }

  async #bring(from?: OldDisk): Promise<Ended> {
    const { identity } = this.#options;
    await identity.keepUp();
    const contact = await identity.contact();
    const brought = from
      ? await bringFromDisk(this.#options, contact, from)
      : await bringFromRegion(this.#options, contact);
    const record = { doing: 'swap', step: 'install', ...brought } as const;
    keepRecord(this.#options.disk, this.#options.folders, record);
    return this.#install(record);
  }

  async #install({ files, asOf }: Extract<LifeRecord, { readonly step: 'install' }>): Promise<Ended> {
    const { disk, folders, identity } = this.#options;
    install(disk, folders, files, asOf);
    dropRecord(disk, folders);
    const { box } = await identity.contact();
    return { did: 'swap', box, ...(asOf !== undefined && { asOf }) };
  }

  /** From here on the box has its new name, proven or not: the region has signed it, and may have given up the old one. */
  async #moved({ site, box }: BoxName, reset: boolean): Promise<Ended> {
    const { disk, folders, identity } = this.#options;
    await identity.adopt({ site, box });
    if (reset) eraseState(disk, folders);
    dropRecord(disk, folders);
    return { did: 'move', box, reset };
  }

  #reset(): Ended {
    const { disk, folders } = this.#options;
    eraseState(disk, folders);
    dropRecord(disk, folders);
    return { did: 'reset' };
  }

  async #askLeave(): Promise<Proof> {
    const { disk, folders, identity, time } = this.#options;
    const contact = await identity.contact();
    const key: KeyObject = contact.key;
    const proof = await new Errands(contact, time).leave(declare(contact.box, key, time.now()));
    keepRecord(disk, folders, { doing: 'decommission', proof });
    return proof;
  }

  #leave(proof: Proof | 'none'): Ended {
    const { disk, folders } = this.#options;
    if (proof !== 'none') replaceDurably(disk, proofFileIn(folders), Buffer.from(JSON.stringify(proof)));
    eraseAll(disk, folders);
    dropRecord(disk, folders);
    return { did: 'decommission', ...(proof !== 'none' && { proof }) };
  }

  /**
   * What fails before there is no way back leaves the box as it was. A failure of the connection is one that a person sees; after a power cut the next
   * look tries again.
   */
  async #orAsBefore(work: () => Promise<Ended>): Promise<Ended> {
    const { disk, folders, identity } = this.#options;
    try {
      return await work();
    } catch (error) {
      const record = isTiskiError(error) ? readRecord(disk, folders) : undefined;
      const isOpen =
        (record?.doing === 'swap' && record.step === 'fetch') ||
        (record?.doing === 'decommission' && record.proof === undefined) ||
        (record?.doing === 'move' && (await identity.comingName())?.box !== record.box);
      if (isOpen) {
        clearArrivals(disk, folders);
        dropRecord(disk, folders);
      }
      throw error;
    }
  }

  #assertIdle(): void {
    const { disk, folders } = this.#options;
    const record = readRecord(disk, folders);
    if (record) throw new TiskiError('life-under-way', record.doing);
  }
}
