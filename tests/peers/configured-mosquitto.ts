import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { freePort } from '../../simulator/broker/free-port';
import { MosquittoProcess } from '../../simulator/broker/mosquitto-process';
import type { Issued } from './test-authority';

export interface ConfiguredMosquittoOptions {
  /** The file as it is shipped; its ACL lies beside it. */
  readonly configuration: string;
  readonly acl: string;
  readonly ca: string;
  /** PEM files by the name that the configuration has for them. */
  readonly certificates: Readonly<Record<string, Issued>>;
  /** What has to be another here than where it is meant for: addresses. */
  readonly replace?: Readonly<Record<string, string>>;
}

/** A real Mosquitto with a configuration of the product, in a folder of its own. */
export class ConfiguredMosquitto {
  readonly #options: ConfiguredMosquittoOptions;
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-configured-'));
  #process: MosquittoProcess | undefined;
  #port = 0;

  constructor(options: ConfiguredMosquittoOptions) {
    this.#options = options;
  }

  get port(): number {
    return this.#port;
  }

  get url(): string {
    return `mqtts://127.0.0.1:${this.#port}`;
  }

  async start(): Promise<this> {
    const { configuration, acl, ca, certificates, replace = {} } = this.#options;
    this.#port ||= await freePort();
    mkdirSync(join(this.#folder, 'certs'), { recursive: true });
    mkdirSync(join(this.#folder, 'data'), { recursive: true });
    copyFileSync(acl, join(this.#folder, basename(acl)));
    copyFileSync(ca, join(this.#folder, 'certs/ca.pem'));
    for (const [name, { certificate, key }] of Object.entries(certificates)) {
      copyFileSync(certificate, join(this.#folder, `certs/${name}.pem`));
      copyFileSync(key, join(this.#folder, `certs/${name}.key`));
    }
    let text = readFileSync(configuration, 'utf8').replace(
      'listener 8883',
      `listener ${this.#port} 127.0.0.1`,
    );
    for (const [from, to] of Object.entries(replace)) {
      if (!text.includes(from)) throw new Error(`${from} is not in ${configuration}`);
      text = text.replace(from, to);
    }
    // As root it would become the user mosquitto, who may not read a folder of a test.
    const file = join(this.#folder, 'mosquitto.conf');
    writeFileSync(file, `user root\n${text}`);
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
