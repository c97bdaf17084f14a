import fs from 'node:fs';
import promises from 'node:fs/promises';
import { running } from './world';

/** Longest time that a call to the disk takes, ms. */
const slowest = 12;

/**
 * Asynchronous calls to the disk are done at once and answered after a while of virtual time: the machine's own take theirs from threads, which
 * no seed decides.
 */
export function replaceFiles(): void {
  const answered = <T>(work: () => T): Promise<T> | undefined => {
    const machine = running.getStore();
    if (!machine) return undefined;
    machine.step();
    // Whoever is dead waits for ever.
    if (machine.isDead) return new Promise<T>(() => undefined);
    return new Promise<T>((resolve, reject) => {
      let settle: () => void;
      try {
        const result = work();
        settle = () => resolve(result);
      } catch (error) {
        settle = () => reject(error);
      }
      const { random } = machine;
      if (random.unit() < 0.5) setImmediate(settle);
      else machine.time.after(1 + random.unit() * slowest, 'disk', settle);
    });
  };
  const names = [
    'readFile',
    'writeFile',
    'appendFile',
    'rename',
    'rm',
    'unlink',
    'mkdir',
    'stat',
    'lstat',
    'readdir',
    'readlink',
    'chown',
    'chmod',
    'access',
    'statfs',
    'utimes',
    'symlink',
    'copyFile',
  ] as const;
  for (const name of names) {
    const real = promises[name] as (...given: unknown[]) => Promise<unknown>;
    const sync = fs[`${name}Sync`] as (...given: unknown[]) => unknown;
    Object.assign(promises, {
      [name]: (...given: unknown[]) => answered(() => sync(...given)) ?? real(...given),
    });
  }
  const realOpen = promises.open as (...given: unknown[]) => Promise<unknown>;
  const sync = fs.openSync as (...given: unknown[]) => number;
  const handle = (fd: number) => ({
    fd,
    writeFile: (content: string | Uint8Array) => answered(() => fs.writeFileSync(fd, content)),
    readFile: (encoding?: BufferEncoding) => answered(() => fs.readFileSync(fd, { encoding })),
    chown: (user: number, group: number) => answered(() => fs.fchownSync(fd, user, group)),
    stat: () => answered(() => fs.fstatSync(fd)),
    sync: () => answered(() => fs.fsyncSync(fd)),
    datasync: () => answered(() => fs.fdatasyncSync(fd)),
    close: () => answered(() => fs.closeSync(fd)),
  });
  Object.assign(promises, {
    open: (...given: unknown[]) => answered(() => handle(sync(...given))) ?? realOpen(...given),
  });
}
