import { getSystemErrorName } from 'node:util';
import { messageOf, TiskiError } from '../../../platform/error';

/** The two things that Node itself does not offer: `ioctl`, and waiting for a descriptor that is neither file nor socket. */
export interface Kernel {
  /** Fills `argument` in place. @throws KernelError */
  ioctl(descriptor: number, request: number, argument: Buffer): void;
  /**
   * Calls `ready` from the event loop when the descriptor can be read or is broken, until the returned function is called. Does not keep the
   * process alive.
   */
  whenReadable(descriptor: number, ready: () => void): () => void;
}

/** A refused system call, with the name that `errno.h` gives to the reason. */
export class KernelError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.name = 'KernelError';
    this.code = code;
  }
}

let loaded: Kernel | undefined;

/** @throws TiskiError `gpio-native-missing` */
export function loadKernel(): Kernel {
  loaded ??= bind(loadKoffi());
  return loaded;
}

type Koffi = typeof import('koffi');

function loadKoffi(): Koffi {
  try {
    return require('koffi') as Koffi;
  } catch (cause) {
    throw new TiskiError('gpio-native-missing', messageOf(cause), { cause });
  }
}

function bind(koffi: Koffi): Kernel {
  const ioctl = koffi
    .load(null)
    .func('int ioctl(int descriptor, unsigned long request, _Inout_ uint8_t *argument)');
  return {
    ioctl(descriptor, request, argument) {
      if (ioctl(descriptor, request, argument) < 0) throw new KernelError(getSystemErrorName(-koffi.errno()));
    },
    whenReadable(descriptor, ready) {
      let immediate: NodeJS.Immediate | undefined;
      // The library calls from outside of any JavaScript, where promises would stay unsettled and an exception would be lost: the
      // work is left to the same turn of the loop.
      const handle = koffi.node.poll(descriptor, { readable: true }, () => {
        immediate ??= setImmediate(() => {
          immediate = undefined;
          ready();
        });
      });
      handle.unref();
      return () => {
        handle.close();
        clearImmediate(immediate);
      };
    },
  };
}
