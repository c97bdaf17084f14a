import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { realDisk } from '../../ota/disk/real-disk';
import { type Claim, claimIn } from '../../provisioning/claim';
import { Identity } from '../../provisioning/identity/identity';
import { FolderShelf, type Shelf } from '../../provisioning/identity/shelf';
import { BoxErrands } from '../../provisioning/region/box-errands';
import { EnrolmentDesk } from '../../provisioning/region/enrolment-desk';
import { LifeDesk } from '../../provisioning/region/life-desk';
import { openRegion, type RegionFolder, takeoversIn } from '../../provisioning/region/region-folder';
import { type ClaimWish, RegionOffice } from '../../provisioning/region/region-office';
import { RegionService, revocationListPath } from '../../provisioning/region/region-service';
import { SteadyTime } from './steady-time';

export const day = 86_400_000;

/** A clock that a test sets forward. */
export class SetTime extends SteadyTime {
  ahead = 0;
  /** ms that the monotonic clock is ahead. */
  skipped = 0;

  override monotonic(): number {
    return super.monotonic() + this.skipped;
  }

  override now(): number {
    return super.now() + this.ahead;
  }
}

/** A region with its service on loopback, in a folder of its own, and the boxes of a test. */
export class RegionBench {
  readonly time = new SetTime();
  readonly folder = mkdtempSync(join(tmpdir(), 'tiski-region-'));
  #region: RegionFolder | undefined;
  #service: RegionService | undefined;
  #port = 0;

  async start(name = 'Lapinjärvi'): Promise<void> {
    const region = await openRegion(join(this.folder, 'region'), this.time.now(), {
      region: name,
      url: 'https://localhost',
    });
    this.#region = region;
    this.office.addSite({ id: 'library', name: 'Kirjasto', address: 'Lapinjärventie 1', contact: 'Aino' });
    await this.serve();
  }

  /** The service again, on the same port, with a certificate of the present time. */
  async serve(): Promise<void> {
    await this.#service?.stop();
    const { db, authority } = this.region;
    const desk = new EnrolmentDesk({
      db,
      authority,
      revocationList: `https://localhost${revocationListPath}`,
    });
    this.#service = new RegionService({
      desk,
      errands: new BoxErrands({
        desk,
        life: new LifeDesk({ db, authority }),
        authority,
        disk: realDisk,
        folder: takeoversIn(join(this.folder, 'region')),
      }),
      authority,
      time: this.time,
      log: silent,
      hosts: ['localhost', '127.0.0.1'],
      listen: { host: '127.0.0.1', port: this.#port },
    });
    this.#port = await this.#service.start();
  }

  /** Nobody answers any more. */
  async stopService(): Promise<void> {
    await this.#service?.stop();
  }

  async stop(): Promise<void> {
    await this.#service?.stop();
    this.#region?.db.close();
    rmSync(this.folder, { recursive: true });
  }

  get region(): RegionFolder {
    if (!this.#region) throw new Error('not started');
    return this.#region;
  }

  get url(): URL {
    return new URL(`https://localhost:${this.#port}/`);
  }

  get office(): RegionOffice {
    const { db, authority } = this.region;
    return new RegionOffice({
      db,
      authority: authority.publicKey,
      actor: 'test',
      now: () => this.time.now(),
    });
  }

  claim(box: string, wish: Partial<ClaimWish> = {}): Claim {
    return claimIn(this.office.makeClaim({ site: 'library', box, confirm: false, life: 3_600_000, ...wish }));
  }

  shelfOf(box: string): FolderShelf {
    return new FolderShelf(join(this.folder, box));
  }

  box(shelf: Shelf): Identity {
    return new Identity({ shelf, time: this.time });
  }

  /** A box in service. */
  async enrolled(box: string): Promise<Identity> {
    const identity = this.box(this.shelfOf(box));
    await identity.take(this.url, this.claim(box));
    await identity.keepUp();
    return identity;
  }
}

/** The code that something is refused with; fails if it is not. */
export async function refusal(work: Promise<unknown>): Promise<string> {
  try {
    await work;
  } catch (error) {
    return (error as TiskiError).code ?? String(error);
  }
  return 'nothing';
}
