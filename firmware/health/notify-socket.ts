import { getSystemErrorName } from 'node:util';

/** Says something to the service manager; what cannot be said at once is not said. */
export interface NotifySocket {
  /** Assignments such as `READY=1`, one per line (sd_notify(3)). @throws Error with the name of the system's error, such as ECONNREFUSED */
  tell(...assignments: readonly string[]): void;
  close(): void;
}

/** Linux, `socket.h` of x86-64 and arm64. */
const unixDomain = 1;
const datagramNonBlockingCloseOnExec = 0o2 | 0o4000 | 0o2000000;
/** MSG_DONTWAIT | MSG_NOSIGNAL */
const neitherWaitNorSignal = 0x40 | 0x4000;

/** Bytes of a name, unix(7). */
const longestName = 107;

/**
 * Connects to what NOTIFY_SOCKET names: a path, or with `@` a name in the abstract name space. By the C library, since Node has no unix datagrams
 * and a helper process would not be the service's own.
 * @throws Error when there is no such socket, or no native part to reach it
 */
export function openNotifySocket(name: string): NotifySocket {
  const koffi: typeof import('koffi') = require('koffi');
  const library = koffi.load(null);
  const socket = library.func('int socket(int domain, int type, int protocol)');
  const sendTo = library.func(
    'intptr_t sendto(int socket, const uint8_t *data, size_t length, int flags, const uint8_t *address, uint32_t addressLength)',
  );
  const close = library.func('int close(int descriptor)');
  const address = unixAddress(name);
  const failed = (result: number) => {
    if (result < 0) throw new Error(getSystemErrorName(-koffi.errno()));
    return result;
  };
  const descriptor = failed(socket(unixDomain, datagramNonBlockingCloseOnExec, 0));
  return {
    tell(...assignments) {
      const data = Buffer.from(assignments.join('\n'));
      failed(sendTo(descriptor, data, data.length, neitherWaitNorSignal, address, address.length));
    },
    close() {
      close(descriptor);
    },
  };
}

/** struct sockaddr_un: the family in the byte order of the machine, little-endian on both, then the name. */
function unixAddress(name: string): Buffer {
  const bytes = Buffer.from(name);
  if (bytes.length > longestName) throw new Error('ENAMETOOLONG');
  if (name.startsWith('@')) bytes[0] = 0;
  else if (!name.startsWith('/')) throw new Error('EAFNOSUPPORT');
  const family = Buffer.alloc(2);
  family.writeUInt16LE(unixDomain);
  // An abstract name ends with the length, a path with a zero.
  return Buffer.concat([family, bytes, ...(name.startsWith('@') ? [] : [Buffer.alloc(1)])]);
}
