import koffi from 'koffi';
import { awake, pause } from './steady-time';

const library = koffi.load(null);
const socket = library.func('int socket(int domain, int type, int protocol)');
const bind = library.func('int bind(int socket, const uint8_t *address, uint32_t length)');
const receive = library.func('intptr_t recv(int socket, _Out_ uint8_t *data, size_t length, int flags)');
const close = library.func('int close(int descriptor)');

/** The other end of NOTIFY_SOCKET: a real datagram socket, at a path or, with `@`, in the abstract name space. */
export class NotifyListener {
  readonly name: string;
  readonly told: { readonly at: number; readonly text: string }[] = [];
  readonly #descriptor: number;
  readonly #timer: NodeJS.Timeout;

  constructor(name: string) {
    this.name = name;
    const path = Buffer.from(name.startsWith('@') ? `\0${name.slice(1)}` : `${name}\0`);
    const address = Buffer.concat([Buffer.from([1, 0]), path]);
    this.#descriptor = socket(1, 2 | 0o4000 | 0o2000000, 0);
    if (bind(this.#descriptor, address, address.length) !== 0) throw new Error(`cannot bind ${name}`);
    this.#timer = setInterval(() => this.#read(), 5);
  }

  count(text: string): number {
    return this.told.filter(message => message.text.split('\n').includes(text)).length;
  }

  /** Resolves when this has been said so many times. */
  async heard(text: string, times = 1, within = 20_000): Promise<void> {
    const deadline = awake() + within;
    while (this.count(text) < times) {
      if (awake() > deadline) throw new Error(`${text} was said ${this.count(text)} times, not ${times}`);
      await pause(5);
    }
  }

  close(): void {
    clearInterval(this.#timer);
    close(this.#descriptor);
  }

  #read(): void {
    const data = Buffer.alloc(4096);
    for (;;) {
      const length = Number(receive(this.#descriptor, data, data.length, 0));
      if (length < 0) return;
      this.told.push({ at: awake(), text: data.toString('utf8', 0, length) });
    }
  }
}
