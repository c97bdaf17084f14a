import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { messageOf } from '../../platform/error';
import type { Address } from './address';
import type { Trouble } from './trouble';
import { authorities, distrust, type Trust } from './trust';

export interface SocketEvents {
  /** Connected, and for `wss:` the unit is the one meant. Nothing has been sent yet. */
  opened(): void;
  /** Could not be opened, or is gone; perhaps more than once. */
  failed(trouble: Trouble): void;
}

/**
 * TCP, and TLS for `wss:`. The check stands here and not in jsxapi, which accepts every certificate and would hand the password to whoever
 * answers. @throws Error when the file of the authority cannot be read
 */
export function openSocket(address: Address, trust: Trust, events: SocketEvents): Socket {
  const { host, port } = address;
  const socket = address.isEncrypted ? openTls(address, trust, events) : connectTcp({ host, port });
  if (!address.isEncrypted) socket.once('connect', () => events.opened());
  socket.setNoDelay(true);
  let isOpen = false;
  socket.once('connect', () => {
    isOpen = true;
  });
  socket.on('error', error => {
    events.failed({ code: isOpen ? 'codec-lost' : 'codec-unreachable', detail: messageOf(error) });
  });
  socket.on('close', () => events.failed({ code: 'codec-lost' }));
  return socket;
}

function openTls({ host, port }: Address, trust: Trust, events: SocketEvents): TLSSocket {
  const ca = authorities(trust);
  const socket = connectTls({
    host,
    port,
    ...(isIP(host) === 0 && { servername: host }),
    ...(ca && { ca }),
    rejectUnauthorized: false,
  });
  socket.once('secureConnect', () => {
    const { raw } = socket.getPeerCertificate();
    const found = socket.authorized ? undefined : String(socket.authorizationError);
    const reason = distrust(trust, raw, 'hex', found);
    if (reason === undefined) events.opened();
    else events.failed({ code: 'codec-untrusted', detail: reason });
  });
  return socket;
}
