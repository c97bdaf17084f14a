import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { DiskCall } from './recording';

type Change =
  | { readonly at: number; readonly data: Buffer }
  /** The file ends here from now on. */
  | { readonly length: number };

interface Inode {
  readonly isFolder: boolean;
  /** The beginning of `memory`. */
  synced: Buffer;
  /** More than is needed: a database is synced thousands of times, and is not to be copied each time. */
  memory: Buffer;
  /** Since the last sync, in their order. */
  changes: Change[];
}

interface NameChange {
  readonly path: string;
  /** Nothing for a name that goes. */
  readonly inode: Inode | undefined;
}

/** Decides what a power cut leaves. Draws are uniform in [0, 1). */
export interface Cut {
  /** How many of so many changes of names that were not synced are there; a file system keeps their order. */
  names(many: number): number;
  /** Which changes of a file's content are there: any, in no order. */
  keeps(): boolean;
  /** How many bytes of a write of so many arrived; whole sectors of 512. */
  bytes(length: number): number;
}

/** Nothing that was not synced. */
export const lost: Cut = { names: () => 0, keeps: () => false, bytes: length => length };

/** Everything, as when a program is killed and its machine goes on. */
export const kept: Cut = { names: many => many, keeps: () => true, bytes: length => length };

/** Names without their content: the file system's journal went ahead of the data. */
export const hollow: Cut = { names: many => many, keeps: () => false, bytes: length => length };

const sector = 512;

/** Some of it. @param unit draws from [0, 1) */
export function some(unit: () => number): Cut {
  return {
    names: many => Math.floor(unit() * (many + 1)),
    keeps: () => unit() < 0.5,
    bytes: length =>
      length <= sector || unit() < 0.6 ? length : Math.floor((unit() * length) / sector) * sector,
  };
}

/** Files and their content by path relative to the folder; a folder has none. */
export type Files = ReadonlyMap<string, Buffer | undefined>;

/** What a folder on disk is after recorded calls, and what it may be after a power cut. */
export class RecordedDisk {
  readonly #root: string;
  /** As a running program sees it. */
  readonly #now = new Map<string, Inode>();
  readonly #synced = new Map<string, Inode>();
  #names: NameChange[] = [];
  readonly #open = new Map<number, { readonly path: string; readonly inode: Inode | undefined }>();

  /**
   * @param root absolute path of the folder, which is taken to be durable as it is now
   * @param recordedAs where the calls to it were made, if that is elsewhere
   */
  constructor(root: string, recordedAs = root) {
    this.#root = recordedAs;
    for (const [path, content] of filesIn(root)) {
      const inode = inodeOf(content === undefined, content ?? empty);
      this.#now.set(path, inode);
      this.#synced.set(path, inode);
    }
  }

  /** Whether anything has changed since all was durable. */
  get isPending(): boolean {
    return this.#names.length > 0 || [...this.#now.values()].some(({ changes }) => changes.length > 0);
  }

  /** @returns whether the call is about this folder and changes something */
  take(call: DiskCall): boolean {
    if ('path' in call && !`${call.path}/`.startsWith(`${this.#root}/`)) return false;
    if ('file' in call && call.call !== 'open' && !this.#open.has(call.file)) return false;
    if (call.call === 'open') this.#opened(call);
    else if (call.call === 'sync') this.#sync(call.file);
    else if (call.call === 'write') this.#change(call.file, { at: call.at, data: call.data });
    else if (call.call === 'cut') this.#change(call.file, { length: call.length });
    else if (call.call === 'rename') {
      const inode = this.#now.get(this.#short(call.path));
      this.#rename(this.#short(call.onto), inode);
      this.#rename(this.#short(call.path), undefined);
    } else {
      const isNew = call.call === 'make-folder';
      const inode = isNew ? inodeOf(true) : undefined;
      this.#rename(this.#short(call.path), inode);
    }
    return call.call !== 'open' || call.truncated || this.#names.at(-1)?.path === this.#short(call.path);
  }

  /** What is there after a power cut now; holds until the next call is taken. */
  after(cut: Cut): Files {
    const names = new Map(this.#synced);
    for (const { path, inode } of this.#names.slice(0, cut.names(this.#names.length)))
      put(names, path, inode);
    const contents = new Map<Inode, Buffer>();
    const files = new Map<string, Buffer | undefined>();
    for (const [path, inode] of [...names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const content = contents.get(inode) ?? contentAfter(inode, cut);
      contents.set(inode, content);
      files.set(path, inode.isFolder ? undefined : content);
    }
    return files;
  }

  #opened({ path, file, truncated }: DiskCall & { readonly call: 'open' }): void {
    const short = this.#short(path);
    if (short === '') {
      this.#open.set(file, { path: short, inode: undefined });
      return;
    }
    let inode = this.#now.get(short);
    if (!inode) {
      inode = inodeOf(false);
      this.#rename(short, inode);
    }
    if (truncated) inode.changes.push({ length: 0 });
    this.#open.set(file, { path: short, inode });
  }

  #change(file: number, change: Change): void {
    this.#open.get(file)?.inode?.changes.push(change);
  }

  #sync(file: number): void {
    const open = this.#open.get(file);
    if (!open) return;
    const { path, inode } = open;
    if (inode && !inode.isFolder) {
      keep(inode);
      return;
    }
    const isHere = (change: NameChange) =>
      (dirname(change.path) === '.' ? '' : dirname(change.path)) === path;
    for (const change of this.#names.filter(isHere)) put(this.#synced, change.path, change.inode);
    this.#names = this.#names.filter(change => !isHere(change));
  }

  #rename(path: string, inode: Inode | undefined): void {
    put(this.#now, path, inode);
    this.#names.push({ path, inode });
  }

  #short(path: string): string {
    return path.slice(this.#root.length).replace(/^\/+|\/+$/g, '');
  }
}

const empty = Buffer.alloc(0);

function put(names: Map<string, Inode>, path: string, inode: Inode | undefined): void {
  if (inode) names.set(path, inode);
  else names.delete(path);
}

function inodeOf(isFolder: boolean, synced: Buffer = empty): Inode {
  return { isFolder, synced, memory: synced, changes: [] };
}

/** All changes become durable. */
function keep(inode: Inode): void {
  for (const change of inode.changes) {
    if ('length' in change) resize(inode, change.length);
    else {
      resize(inode, Math.max(inode.synced.length, change.at + change.data.length));
      change.data.copy(inode.synced, change.at);
    }
  }
  inode.changes = [];
}

function resize(inode: Inode, length: number): void {
  const { synced } = inode;
  if (length > inode.memory.length) {
    inode.memory = Buffer.alloc(Math.max(length, 2 * inode.memory.length));
    synced.copy(inode.memory);
  } else if (length > synced.length) inode.memory.fill(0, synced.length, length);
  inode.synced = inode.memory.subarray(0, length);
}

function contentAfter({ synced, changes }: Inode, cut: Cut): Buffer {
  const chosen = changes.filter(() => cut.keeps());
  if (chosen.length === 0) return synced;
  const longest = chosen.reduce(
    (most, change) => Math.max(most, 'data' in change ? change.at + change.data.length : change.length),
    synced.length,
  );
  const content = Buffer.alloc(longest);
  synced.copy(content);
  let length = synced.length;
  for (const change of chosen) {
    if ('length' in change) {
      content.fill(0, Math.min(change.length, length), longest);
      length = change.length;
      continue;
    }
    const arrived = cut.bytes(change.data.length);
    change.data.copy(content, change.at, 0, arrived);
    if (arrived > 0) length = Math.max(length, change.at + arrived);
  }
  return content.subarray(0, length);
}

/** What a folder holds, by relative path. */
export function filesIn(root: string): Map<string, Buffer | undefined> {
  const files = new Map<string, Buffer | undefined>();
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    files.set(path.slice(root.length + 1), entry.isDirectory() ? undefined : readFileSync(path));
  }
  return files;
}

/** Puts files into a folder that is there and empty. A file whose folder was lost is lost. */
export function layOut(root: string, files: Files): void {
  for (const [path, content] of files) {
    const file = join(root, path);
    if (content === undefined) mkdirSync(file, { recursive: true });
    else if (!path.includes('/') || files.has(dirname(path))) writeFileSync(file, content, { mode: 0o600 });
  }
}
