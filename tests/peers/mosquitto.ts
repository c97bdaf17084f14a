import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../simulator/broker/free-port';
import { MosquittoProcess } from '../../simulator/broker/mosquitto-process';

export interface MosquittoOptions {
  readonly persistent: boolean;
  /** PEM files; every client must then have a certificate of this authority. */
  readonly tls?: {
    readonly ca: string;
    readonly certificate: string;
    readonly key: string;
    /** Revocation list, PEM. */
    readonly crl?: string;
  };
  /** MQTT over WebSocket and nothing else. */
  readonly webSocket?: boolean;
  /** Keeps all that a client has no room for yet; otherwise, as it comes, it drops what is beyond a thousand messages. */
  readonly unlimited?: boolean;
}

function tlsLines({ ca, certificate, key, crl }: NonNullable<MosquittoOptions['tls']>): string[] {
  const revoked = crl === undefined ? [] : [`crlfile ${crl}`];
  return [
    `cafile ${ca}`,
    `certfile ${certificate}`,
    `keyfile ${key}`,
    ...revoked,
    'require_certificate true',
  ];
}

/** A real Mosquitto (Debian package `mosquitto`) in a folder of its own, that can be stopped and started again at the same port. */
export class Mosquitto {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-mosquitto-'));
  readonly #persistent: boolean;
  readonly #tls: MosquittoOptions['tls'];
  readonly #webSocket: boolean;
  readonly #unlimited: boolean;
  #port = 0;
  #process: MosquittoProcess | undefined;

  constructor({ persistent, tls, webSocket = false, unlimited = false }: MosquittoOptions) {
    this.#persistent = persistent;
    this.#tls = tls;
    this.#webSocket = webSocket;
    this.#unlimited = unlimited;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    const scheme = this.#webSocket ? 'ws' : 'mqtt';
    return `${scheme}${this.#tls ? 's' : ''}://127.0.0.1:${this.#port}`;
  }

  /** Takes the port that `url` will name without listening on it yet. */
  async reserve(): Promise<this> {
    this.#port ||= await freePort();
    return this;
  }

  async start(): Promise<this> {
    await this.reserve();
    const file = join(this.#folder, 'mosquitto.conf');
    const lines = [
      // 2.0 does not start with nothing but WebSocket.
      ...(this.#webSocket ? [`listener 0 ${this.#folder}/socket`] : []),
      `listener ${this.#port} 127.0.0.1`,
      'allow_anonymous true',
      'user root',
      'set_tcp_nodelay true',
      ...(this.#unlimited ? ['max_queued_messages 0'] : []),
      ...(this.#webSocket ? ['protocol websockets'] : []),
      ...(this.#tls ? tlsLines(this.#tls) : []),
      ...(this.#persistent ? ['persistence true', `persistence_location ${this.#folder}/`] : []),
    ];
    writeFileSync(file, `${lines.join('\n')}\n`);
    this.#process = await MosquittoProcess.start(file, this.#port);
    return this;
  }

  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    const running = this.#process;
    this.#process = undefined;
    await running?.stop(signal);
  }

  async remove(): Promise<void> {
    await this.stop();
    rmSync(this.#folder, { recursive: true });
  }
}
