import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * A TPM 2.0 in software (Debian package `swtpm`), with a manager of its few places for keys, which the kernel brings for a real one (`tpm2-abrmd`), and the
 * bus that the two need (`dbus-daemon`).
 */
export class SimulatedTpm {
  readonly #folder = mkdtempSync(join(tmpdir(), 'tiski-tpm-'));
  readonly #running: ChildProcess[] = [];

  async start(): Promise<this> {
    const at = (name: string) => join(this.#folder, name);
    mkdirSync(at('state'));
    const socket = (name: string) => `type=unixio,path=${at(name)}`;
    await this.#run(
      'swtpm',
      ['socket', '--tpm2', '--tpmstate', `dir=${at('state')}`, '--server', socket('tpm')].concat([
        '--ctrl',
        socket('tpm.ctrl'),
        '--flags',
        'not-need-init,startup-clear',
      ]),
      at('tpm.ctrl'),
    );
    await this.#run('dbus-daemon', ['--session', '--nofork', `--address=unix:path=${at('bus')}`], at('bus'));
    const manager = ['--allow-root', '--session', `--tcti=swtpm:path=${at('tpm')}`];
    const ready = await this.#run('tpm2-abrmd', manager, undefined);
    if (!ready) throw new Error('tpm2-abrmd does not start');
    return this;
  }

  /** For programs that use it, as `provisioning/system/tpm` sets it. */
  get environment(): Readonly<Record<string, string>> {
    return {
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(this.#folder, 'bus')}`,
      TPM2OPENSSL_TCTI: 'tabrmd:bus_type=session',
      TISKI_KEY: 'tpm',
      NODE_OPTIONS: `--openssl-config=${join(__dirname, '..', '..', 'provisioning', 'system', 'tpm', 'openssl.cnf')}`,
      OPENSSL_MODULES: modules(),
    };
  }

  async stop(): Promise<void> {
    for (const child of this.#running.reverse()) {
      if (child.exitCode !== null || child.signalCode !== null) continue;
      const exit = once(child, 'exit');
      child.kill();
      await exit;
    }
    rmSync(this.#folder, { recursive: true });
  }

  /** @param made what is there once it is ready; by the name on the bus, if left out */
  async #run(program: string, words: readonly string[], made: string | undefined): Promise<boolean> {
    const env = {
      ...process.env,
      PATH: `${process.env.PATH}:/usr/sbin`,
      DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(this.#folder, 'bus')}`,
    };
    const child = spawn(program, words, { stdio: 'ignore', env });
    this.#running.push(child);
    await once(child, 'spawn');
    const isReady = async () => (made === undefined ? await hasName(env) : existsSync(made));
    while (child.exitCode === null) {
      if (await isReady()) return true;
      await wait(20);
    }
    return false;
  }
}

async function hasName(env: NodeJS.ProcessEnv): Promise<boolean> {
  const words = [
    '--session',
    '--print-reply',
    '--dest=org.freedesktop.DBus',
    '/',
    'org.freedesktop.DBus.NameHasOwner',
  ];
  const child = spawn('dbus-send', [...words, 'string:com.intel.tss2.Tabrmd'], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env,
  });
  let said = '';
  child.stdout.on('data', data => {
    said += data;
  });
  await once(child, 'close');
  return said.includes('boolean true');
}

/** Debian has one for each architecture. */
function modules(): string {
  for (const name of readdirSync('/usr/lib')) {
    const folder = join('/usr/lib', name, 'ossl-modules');
    if (existsSync(join(folder, 'tpm2.so'))) return folder;
  }
  throw new Error('tpm2-openssl is not installed');
}
