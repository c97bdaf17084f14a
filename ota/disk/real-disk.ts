import {
  appendFileSync,
  closeSync,
  fsyncSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  renameSync,
  rmdirSync,
  statfsSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import type { Disk, Kind } from './disk';

/** The disk of the machine. */
export const realDisk: Disk = {
  kind(path): Kind | undefined {
    const stat = lstatSync(path, { throwIfNoEntry: false });
    if (!stat) return undefined;
    if (stat.isSymbolicLink()) return 'link';
    return stat.isDirectory() ? 'folder' : 'file';
  },
  list: folder =>
    lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() ? readdirSync(folder).sort() : [],
  read: file => readFileSync(file),
  readInto(file, offset, into) {
    const handle = openSync(file, 'r');
    try {
      let read = 0;
      while (read < into.length) {
        const got = readSync(handle, into, read, into.length - read, offset + read);
        if (got === 0) break;
        read += got;
      }
      return read;
    } finally {
      closeSync(handle);
    }
  },
  size: file => lstatSync(file, { throwIfNoEntry: false })?.size ?? 0,
  linkTarget: path => readlinkSync(path),
  free(folder) {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize;
  },
  makeFolder: folder => void mkdirSync(folder, { recursive: true }),
  write: (file, content, mode = 0o600) => writeFileSync(file, content, { mode }),
  append: (file, content) => appendFileSync(file, content),
  link: (target, path) => symlinkSync(target, path),
  rename: (from, to) => renameSync(from, to),
  remove(path) {
    if (lstatSync(path).isDirectory()) rmdirSync(path);
    else unlinkSync(path);
  },
  sync(path) {
    const handle = openSync(path, 'r');
    try {
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  },
};
