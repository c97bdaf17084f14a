/** The part of ssh2 that the codec uses; the package brings no types. */
declare module 'ssh2' {
  import type { EventEmitter } from 'node:events';
  import type { Duplex } from 'node:stream';

  export interface AuthContext {
    readonly method: string;
    readonly username: string;
    readonly password?: string;
    accept(): void;
    reject(methods?: readonly string[]): void;
    prompt(
      questions: readonly { readonly prompt: string; readonly echo: boolean }[],
      answered: (answers: readonly string[]) => void,
    ): void;
  }

  export interface Connection extends EventEmitter {
    on(event: 'authentication', listener: (context: AuthContext) => void): this;
    on(event: 'session', listener: (accept: () => ShellSession) => void): this;
    on(event: 'error', listener: (error: Error) => void): this;
  }

  export interface ShellSession extends EventEmitter {
    on(event: 'pty', listener: (accept?: () => void) => void): this;
    on(event: 'shell', listener: (accept: () => Duplex) => void): this;
  }

  export class Server {
    constructor(
      options: { readonly hostKeys: readonly string[] },
      onConnection: (client: Connection) => void,
    );
    injectSocket(socket: Duplex): void;
  }

  export const utils: {
    parseKey(key: string): { getPublicSSH(): Buffer } | Error;
  };
}
