import { randomBytes, X509Certificate } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { messageOf } from '../../hal/platform/error';
import type { Disk } from '../../ota/disk/disk';
import { makeFolderDurably } from '../../ota/disk/durably';
import { readManifest } from '../life/bundle';
import { errandPaths, mostTakeoverBytes } from '../life/errands';
import type { Authority } from './authority';
import type { Given } from './boxes';
import type { EnrolmentDesk } from './enrolment-desk';
import type { LifeDesk } from './life-desk';
import type { Reply } from './reply';

export interface BoxErrandsOptions {
  readonly desk: EnrolmentDesk;
  readonly life: LifeDesk;
  readonly authority: Authority;
  readonly disk: Disk;
  /** Holds what boxes have left for their successors. */
  readonly folder: string;
}

/** A declaration has 300; bytes. */
const mostDeclaration = 4096;

export function isErrand(url: string | undefined): boolean {
  return Object.values<string | undefined>(errandPaths).includes(url);
}

/** What boxes ask beside EST. Each shows the certificate of a box in service; only the leave may be asked again with one that it has revoked. */
export class BoxErrands {
  readonly #options: BoxErrandsOptions;
  /** Files that are on their way. */
  readonly #coming = new Set<string>();

  constructor(options: BoxErrandsOptions) {
    this.#options = options;
  }

  /**
   * @param shown DER of the certificate that was shown
   * @param now ms since 1970-01-01 UTC
   * @param trust called once the box is known: what it sends may take its time
   */
  async answer(
    request: IncomingMessage,
    shown: Buffer | undefined,
    { now, trust }: { readonly now: number; readonly trust: () => void },
  ): Promise<Reply> {
    const { desk, life } = this.#options;
    const asked = `${request.method} ${request.url}`;
    if (asked === `POST ${errandPaths.leave}`) return this.#leave(request, shown, now);
    const box = shown && desk.recognize(shown, now);
    if (!box || !shown) return { status: 403, body: 'Show the certificate of a box in service.\n' };
    trust();
    switch (asked) {
      case `GET ${errandPaths.place}`:
        return { status: 200, type: 'application/json', body: JSON.stringify(life.placeOf(box)) };
      case `HEAD ${errandPaths.takeover}`:
        return { status: life.hasTakeover(box) ? 200 : 404 };
      case `GET ${errandPaths.takeover}`:
        return this.#takeover(box, now);
      case `PUT ${errandPaths.takeover}`:
        return this.#keep(request, box, now);
      default:
        return { status: 405 };
    }
  }

  #takeover(box: Given, now: number): Reply {
    const kept = this.#options.life.takeoverFor(box, now);
    if (!kept) return { status: 404 };
    const path = join(this.#options.folder, kept.file);
    return { status: 200, type: 'application/octet-stream', file: { path, bytes: kept.bytes } };
  }

  /** On disk and signed by the box itself before it is acknowledged; whatever else is there stays until then. */
  async #keep(request: IncomingMessage, box: Given, now: number): Promise<Reply> {
    const { disk, folder, life, authority } = this.#options;
    const file = `${box.box}-${randomBytes(8).toString('hex')}`;
    const path = join(folder, file);
    makeFolderDurably(disk, folder);
    this.#coming.add(file);
    disk.write(path, Buffer.alloc(0), 0o600);
    try {
      let bytes = 0;
      for await (const part of request as AsyncIterable<Buffer>) {
        bytes += part.length;
        if (bytes > mostTakeoverBytes) return { status: 413 };
        disk.append(path, part);
      }
      readManifest(disk, path, { box: box.box, authorities: [authority.certificate] });
      disk.sync(path);
      disk.sync(folder);
      life.keep({ box: box.box, file, at: now, bytes });
      return { status: 204 };
    } catch (error) {
      life.refusedTakeover(box.box, messageOf(error), now);
      return { status: 400, body: 'No bundle of this box.\n' };
    } finally {
      this.#coming.delete(file);
      this.#sweep();
    }
  }

  /** Out with files that nothing names any more, or never did. */
  #sweep(): void {
    const { disk, folder, life } = this.#options;
    for (const name of disk.list(folder))
      if (!this.#coming.has(name) && !life.isKept(name)) disk.remove(join(folder, name));
  }

  async #leave(request: IncomingMessage, shown: Buffer | undefined, now: number): Promise<Reply> {
    const { life } = this.#options;
    const given = shown && life.given(shown);
    if (!shown || !given) return { status: 403, body: 'Show the certificate of the box.\n' };
    const parts: Buffer[] = [];
    let bytes = 0;
    for await (const part of request as AsyncIterable<Buffer>) {
      bytes += part.length;
      if (bytes > mostDeclaration) return { status: 413 };
      parts.push(part);
    }
    const { publicKey } = new X509Certificate(shown);
    const proof = life.decommission(given, publicKey, Buffer.concat(parts).toString('utf8'), now);
    if (!proof) return { status: 403, body: 'No declaration of this box.\n' };
    return { status: 200, type: 'application/json', body: JSON.stringify(proof) };
  }
}
