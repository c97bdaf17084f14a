import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** One call by which a program changed files; `file` numbers an opening of a file, not the file. */
export type DiskCall =
  | { readonly call: 'open'; readonly path: string; readonly file: number; readonly truncated: boolean }
  | { readonly call: 'write'; readonly file: number; readonly at: number; readonly data: Buffer }
  | { readonly call: 'sync'; readonly file: number }
  | { readonly call: 'cut'; readonly file: number; readonly length: number }
  | { readonly call: 'rename'; readonly path: string; readonly onto: string }
  | { readonly call: 'remove' | 'make-folder' | 'remove-folder'; readonly path: string };

const head = 21;

/** Reads on in what `recorder.c` writes. */
export class Recording {
  readonly #file: number;
  #at = 0;

  /** @throws the error of the file system when nothing is recorded */
  constructor(path: string) {
    this.#file = openSync(path, 'r');
  }

  /** Forgets what came until now. */
  skip(): void {
    this.#at = fstatSync(this.#file).size;
  }

  /** The calls since the last look. */
  next(): DiskCall[] {
    const bytes = Buffer.alloc(fstatSync(this.#file).size - this.#at);
    readSync(this.#file, bytes, 0, bytes.length, this.#at);
    this.#at += bytes.length;
    const calls: DiskCall[] = [];
    for (let at = 0; at < bytes.length; ) {
      const [call, next] = callAt(bytes, at);
      calls.push(call);
      at = next;
    }
    return calls;
  }

  close(): void {
    closeSync(this.#file);
  }
}

function callAt(bytes: Buffer, at: number): [call: DiskCall, next: number] {
  const operation = bytes[at];
  const pathEnd = at + head + bytes.readUInt16LE(at + 1);
  const ontoEnd = pathEnd + bytes.readUInt16LE(at + 3);
  const file = bytes.readUInt32LE(at + 5);
  const offset = Number(bytes.readBigUInt64LE(at + 9));
  const end = ontoEnd + bytes.readUInt32LE(at + 17);
  const path = bytes.toString('utf8', at + head, pathEnd);
  const call = (): DiskCall => {
    switch (operation) {
      case 1:
        return { call: 'open', path, file, truncated: offset === 1 };
      case 2:
        return { call: 'write', file, at: offset, data: bytes.subarray(ontoEnd, end) };
      case 3:
        return { call: 'sync', file };
      case 4:
        return { call: 'cut', file, length: offset };
      case 5:
        return { call: 'rename', path, onto: bytes.toString('utf8', pathEnd, ontoEnd) };
      case 6:
        return { call: 'remove', path };
      case 7:
        return { call: 'make-folder', path };
      case 8:
        return { call: 'remove-folder', path };
      default:
        throw new Error(`no record at ${at}`);
    }
  };
  return [call(), end];
}
