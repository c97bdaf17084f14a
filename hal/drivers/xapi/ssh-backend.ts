import type { Socket } from 'node:net';
import type { Credentials } from './credentials';
import type { Backend } from './session';
import type { Trouble } from './trouble';
import { distrust, type Trust } from './trust';

/** What `ssh2` takes and jsxapi's own `connect` does not pass on. */
interface SshSettings extends Credentials {
  readonly sock: Socket;
  readonly hostVerifier: (key: Buffer) => boolean;
  readonly authHandler: readonly string[];
  readonly readyTimeout: number;
}

type Connect = (settings: SshSettings) => ReturnType<typeof import('jsxapi/lib/transport/ssh').default>;

/** jsxapi's own SSH transport and text backend, on a connection that we opened; the host key is checked, which jsxapi alone does not. */
export function sshBackend(
  socket: Socket,
  trust: Trust,
  credentials: Credentials,
  fail: (trouble: Trouble) => void,
): Backend {
  const { default: Backend } = require('jsxapi/lib/backend/tsh') as typeof import('jsxapi/lib/backend/tsh');
  const { default: connect } = require('jsxapi/lib/transport/ssh') as { readonly default: Connect };
  const transport = connect({
    ...credentials,
    sock: socket,
    // jsxapi drops the password for anything but this, and would ask an SSH agent of the machine.
    authHandler: ['none', 'keyboard-interactive'],
    // The session's own deadline holds, on the time that was given.
    readyTimeout: 0,
    hostVerifier: key => {
      const reason = distrust(trust, key, 'base64', 'SSH has no authorities');
      if (reason !== undefined) fail({ code: 'codec-untrusted', detail: reason });
      return reason === undefined;
    },
  });
  transport.on('error', (reason: unknown) => {
    if (reason === 'client-authentication') fail({ code: 'codec-refused' });
    else fail({ code: 'codec-lost', detail: String(reason) });
  });
  const backend = new Backend(transport);
  // Errors of the transport were told above; what is left are those of the JSON parser.
  backend.on('error', () => fail({ code: 'codec-garbage' }));
  return backend;
}
