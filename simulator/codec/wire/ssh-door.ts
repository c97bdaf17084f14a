import { createHash, generateKeyPairSync } from 'node:crypto';
import type { Duplex } from 'node:stream';
import type { AuthContext, Connection, Server } from 'ssh2';
import type { Cable } from './cable';
import type { Login } from './login';

const offered = ['keyboard-interactive', 'password'] as const;

/** The unit's SSH server: one shell per connection. Its host key is new in every process. */
export class SshDoor {
  /** Of the host key, as `ssh-keygen -l` prints it. */
  readonly fingerprint: string;
  readonly #login: Login;
  readonly #onShell: (shell: Duplex) => void;
  readonly #server: Server;

  constructor(login: Login, onShell: (shell: Duplex) => void) {
    const { Server, utils } = require('ssh2') as typeof import('ssh2');
    // Not with ssh2's own generator: now and then it makes a key that it cannot read.
    const { privateKey: hostKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'sec1', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    const parsed = utils.parseKey(hostKey);
    if (parsed instanceof Error) throw parsed;
    const digest = createHash('sha256').update(parsed.getPublicSSH()).digest('base64');
    this.fingerprint = `SHA256:${digest.replace(/=+$/, '')}`;
    this.#login = login;
    this.#onShell = onShell;
    this.#server = new Server({ hostKeys: [hostKey] }, client => this.#welcome(client));
  }

  enter(cable: Cable): void {
    this.#server.injectSocket(cable);
  }

  #welcome(client: Connection): void {
    client.on('error', () => {});
    client.on('authentication', context => this.#authenticate(context));
    client.on('session', accept => {
      const session = accept();
      session.on('pty', acceptPty => acceptPty?.());
      session.on('shell', acceptShell => this.#onShell(acceptShell()));
    });
  }

  #authenticate(context: AuthContext): void {
    const decide = (password: string) => {
      if (this.#login.admits(context.username, password)) context.accept();
      else context.reject(offered);
    };
    if (context.method === 'password') decide(context.password ?? '');
    else if (context.method === 'keyboard-interactive')
      context.prompt([{ prompt: 'Password: ', echo: false }], ([answer = '']) => decide(answer));
    else context.reject(offered);
  }
}
