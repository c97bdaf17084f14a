import { createHash } from 'node:crypto';
import { basename, dirname } from 'node:path';
import type { Disk, Kind } from '../../../ota/disk/disk';

interface FileNode {
  readonly kind: 'file';
  now: Buffer;
  /** What a power cut cannot take; nothing if it was never synced. */
  synced?: Buffer;
}

interface LinkNode {
  readonly kind: 'link';
  readonly target: string;
}

interface FolderNode {
  readonly kind: 'folder';
  now: Map<string, Node>;
  synced: Map<string, Node>;
}

type Node = FileNode | LinkNode | FolderNode;

/**
 * What a power cut may leave of what was not synced. `kept`: all of it. `lost`: nothing. `names`: the journal of the file system went ahead of the
 * data, so that new names lead to old or empty content. `torn`: the same with half of the new content. `contents`: data went ahead of names.
 */
export const cuts = ['kept', 'lost', 'names', 'torn', 'contents'] as const;
export type Cut = (typeof cuts)[number];

/** Told of every call that changes something, before it does; may throw what the disk then throws. */
export type BeforeCall = (call: string, path: string) => void;

function failure(code: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${path}`), { code });
}

/** A disk in memory that knows what is durable. Absolute paths. */
export class CrashDisk implements Disk {
  before: BeforeCall = () => {};
  freeBytes = 1 << 30;
  readonly #root: FolderNode;

  constructor(root: FolderNode = { kind: 'folder', now: new Map(), synced: new Map() }) {
    this.#root = root;
  }

  /** The disk as a box finds it after a power cut. */
  afterCut(cut: Cut): CrashDisk {
    return new CrashDisk(survivor(this.#root, cut, new Map()) as FolderNode);
  }

  /** Names the whole state. */
  fingerprint(): string {
    const hash = createHash('sha1');
    const visit = (node: Node, path: string) => {
      hash.update(`${path}\0${node.kind}\0`);
      if (node.kind === 'file') hash.update(String(node.now.length)).update(node.now);
      else if (node.kind === 'link') hash.update(node.target);
      else for (const [name, child] of [...node.now].sort()) visit(child, `${path}/${name}`);
    };
    visit(this.#root, '');
    return hash.digest('hex');
  }

  kind(path: string): Kind | undefined {
    return this.#find(path)?.kind;
  }

  list(folder: string): string[] {
    const node = this.#find(folder);
    return node?.kind === 'folder' ? [...node.now.keys()].sort() : [];
  }

  read(file: string): Buffer {
    return Buffer.from(this.#file(file).now);
  }

  readInto(file: string, offset: number, into: Uint8Array): number {
    return this.#file(file).now.copy(into, 0, offset);
  }

  size(file: string): number {
    const node = this.#find(file);
    return node?.kind === 'file' ? node.now.length : 0;
  }

  linkTarget(path: string): string {
    const node = this.#find(path);
    if (node?.kind !== 'link') throw failure('EINVAL', path);
    return node.target;
  }

  free(): number {
    return this.freeBytes;
  }

  makeFolder(folder: string): void {
    if (this.#find(folder)?.kind === 'folder') return;
    this.before('mkdir', folder);
    const parent = dirname(folder);
    if (!this.#find(parent)) this.makeFolder(parent);
    this.#folder(parent).now.set(basename(folder), { kind: 'folder', now: new Map(), synced: new Map() });
  }

  write(file: string, content: Uint8Array): void {
    this.before('write', file);
    const there = this.#find(file);
    if (there?.kind === 'file') there.now = Buffer.from(content);
    else if (there) throw failure('EISDIR', file);
    else this.#folder(dirname(file)).now.set(basename(file), { kind: 'file', now: Buffer.from(content) });
  }

  append(file: string, content: Uint8Array): void {
    this.before('append', file);
    const there = this.#file(file);
    there.now = Buffer.concat([there.now, content]);
  }

  link(target: string, path: string): void {
    this.before('link', path);
    if (this.#find(path)) throw failure('EEXIST', path);
    this.#folder(dirname(path)).now.set(basename(path), { kind: 'link', target });
  }

  rename(from: string, to: string): void {
    this.before('rename', from);
    const node = this.#find(from);
    if (!node) throw failure('ENOENT', from);
    if (node.kind === 'folder' && this.list(to).length > 0) throw failure('ENOTEMPTY', to);
    this.#folder(dirname(to)).now.set(basename(to), node);
    this.#folder(dirname(from)).now.delete(basename(from));
  }

  remove(path: string): void {
    this.before('remove', path);
    const node = this.#find(path);
    if (!node) throw failure('ENOENT', path);
    if (node.kind === 'folder' && node.now.size > 0) throw failure('ENOTEMPTY', path);
    this.#folder(dirname(path)).now.delete(basename(path));
  }

  sync(path: string): void {
    this.before('sync', path);
    const node = this.#find(path);
    if (!node) throw failure('ENOENT', path);
    if (node.kind === 'file') node.synced = node.now;
    else if (node.kind === 'folder') node.synced = new Map(node.now);
  }

  #find(path: string): Node | undefined {
    let node: Node | undefined = this.#root;
    for (const name of path.split('/').filter(part => part !== '')) {
      if (node?.kind !== 'folder') return undefined;
      node = node.now.get(name);
    }
    return node;
  }

  #file(path: string): FileNode {
    const node = this.#find(path);
    if (!node) throw failure('ENOENT', path);
    if (node.kind !== 'file') throw failure('EISDIR', path);
    return node;
  }

  #folder(path: string): FolderNode {
    const node = this.#find(path);
    if (node?.kind !== 'folder') throw failure(node ? 'ENOTDIR' : 'ENOENT', path);
    return node;
  }
}

function survivor(node: Node, cut: Cut, seen: Map<Node, Node>): Node {
  const known = seen.get(node);
  if (known) return known;
  if (node.kind === 'link') return node;
  if (node.kind === 'file') {
    const now = contentAfter(node, cut);
    const file: FileNode = { kind: 'file', now, synced: now };
    seen.set(node, file);
    return file;
  }
  const folder: FolderNode = { kind: 'folder', now: new Map(), synced: new Map() };
  seen.set(node, folder);
  const names = cut === 'lost' || cut === 'contents' ? node.synced : node.now;
  for (const [name, child] of names) folder.now.set(name, survivor(child, cut, seen));
  folder.synced = new Map(folder.now);
  return folder;
}

function contentAfter({ now, synced = Buffer.alloc(0) }: FileNode, cut: Cut): Buffer {
  if (cut === 'kept' || cut === 'contents') return now;
  if (cut === 'lost' || cut === 'names' || now.equals(synced)) return synced;
  const common = now.subarray(0, synced.length).equals(synced) ? synced.length : 0;
  return now.subarray(0, common + Math.ceil((now.length - common) / 2));
}
