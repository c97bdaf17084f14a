import { constants as file } from 'node:fs';
import { constants as os } from 'node:os';

/** Bytes taken from the line at once. */
const chunk = 512;

/** Larger than `struct termios` of any C library. */
const termiosSize = 256;

type CFunction = (...values: readonly unknown[]) => number;

interface CLibrary {
  readonly openPty: CFunction;
  readonly grant: CFunction;
  readonly unlock: CFunction;
  readonly name: CFunction;
  readonly open: CFunction;
  readonly read: CFunction;
  readonly write: CFunction;
  readonly close: CFunction;
  readonly getAttributes: CFunction;
  readonly makeRaw: CFunction;
  readonly setAttributes: CFunction;
  errno(): number;
}

let library: CLibrary | undefined;

function libc(): CLibrary {
  if (library) return library;
  const koffi: typeof import('koffi') = require('koffi');
  const c = koffi.load('libc.so.6');
  library = {
    openPty: c.func('int posix_openpt(int)'),
    grant: c.func('int grantpt(int)'),
    unlock: c.func('int unlockpt(int)'),
    name: c.func('int ptsname_r(int, _Out_ uint8_t *, size_t)'),
    open: c.func('int open(const char *, int)'),
    read: c.func('intptr_t read(int, uint8_t *, size_t)'),
    write: c.func('intptr_t write(int, const uint8_t *, size_t)'),
    close: c.func('int close(int)'),
    getAttributes: c.func('int tcgetattr(int, _Out_ uint8_t *)'),
    makeRaw: c.func('void cfmakeraw(_Inout_ uint8_t *)'),
    setAttributes: c.func('int tcsetattr(int, int, const uint8_t *)'),
    errno: () => koffi.errno(),
  };
  return library;
}

/**
 * The board's end of a serial line: a pseudo-terminal without a helper process. Read by asking, since the end that a program opens
 * comes and goes, and its going is an error that a stream of Node would not survive. Linux with glibc.
 */
export class PseudoTerminal {
  readonly #fd: number;
  /** What a program opens, such as `/dev/pts/7`. */
  readonly device: string;
  readonly #buffer = new Uint8Array(chunk);
  #isOpen = false;
  #closed = false;

  /** @throws Error if the machine has no pseudo-terminals to give */
  constructor() {
    const c = libc();
    this.#fd = c.openPty(file.O_RDWR | file.O_NOCTTY | file.O_NONBLOCK);
    const name = new Uint8Array(64);
    if (
      this.#fd < 0 ||
      c.grant(this.#fd) !== 0 ||
      c.unlock(this.#fd) !== 0 ||
      c.name(this.#fd, name, name.length) !== 0
    ) {
      throw new Error(`no pseudo-terminal to be had (error ${c.errno()})`);
    }
    this.device = Buffer.from(name.subarray(0, name.indexOf(0))).toString();
    // Without an echo of the board's bytes to itself while nobody has set the line up yet.
    const termios = new Uint8Array(termiosSize);
    c.getAttributes(this.#fd, termios);
    c.makeRaw(termios);
    c.setAttributes(this.#fd, 0, termios);
    // Only an end that was open once is known to be closed.
    c.close(c.open(this.device, file.O_RDWR | file.O_NOCTTY));
  }

  /** Whether a program has it open; as of the last `read`. */
  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** What has come since the last time. */
  read(): Uint8Array {
    if (this.#closed) return this.#buffer.subarray(0, 0);
    const c = libc();
    const count = c.read(this.#fd, this.#buffer, this.#buffer.length);
    this.#isOpen = count >= 0 || c.errno() === os.errno.EAGAIN;
    return this.#buffer.slice(0, Math.max(0, count));
  }

  /** Without flow control: what the other end does not take is lost. */
  write(bytes: Uint8Array): void {
    if (this.#closed || !this.#isOpen || bytes.length === 0) return;
    libc().write(this.#fd, bytes, bytes.length);
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#isOpen = false;
    libc().close(this.#fd);
  }
}
