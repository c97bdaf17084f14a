import * as assert from 'uvu/assert';
import type { Time } from '../../../hal/platform/time';
import { SystemTime } from '../../../hal/platform/time';
import { fetchLimits } from '../../../ota/fetch/fetch-limits';
import { tufCommand } from '../../../ota/trust/tuf-command';
import { CrashDisk } from '../ota/crash-disk';
import { RepositorySimulator } from './repository-simulator';

const day = 86_400_000;

class ShiftedTime extends SystemTime {
  days = 0;

  override now(): number {
    return super.now() + this.days * day;
  }
}

/** A client beside a repository, spoken to by the protocol of the conformance suite only. */
export class ConformanceClient {
  readonly disk = new CrashDisk();
  readonly repository = new RepositorySimulator(Date.now());
  readonly said: string[] = [];
  trustedRoot = this.repository.latest('root');
  readonly #time = new ShiftedTime();

  get time(): Time {
    return this.#time;
  }

  init(): Promise<number> {
    this.disk.makeFolder('/targets');
    this.disk.write('/initial-root', this.trustedRoot);
    return this.#run(['init', '/initial-root']);
  }

  /** `days` from now, as `faketime` would make it. */
  refresh(days = 0): Promise<number> {
    this.#time.days = days;
    return this.#run(['--metadata-url', 'http://repository/metadata/', 'refresh']);
  }

  download(...names: string[]): Promise<number> {
    return this.#run([
      ...['--metadata-url', 'http://repository/metadata', '--target-base-url', 'http://repository/targets/'],
      ...names.flatMap(name => ['--target-name', name]),
      ...['--target-dir', '/targets', 'download'],
    ]);
  }

  #run(args: readonly string[]): Promise<number> {
    return tufCommand(['--metadata-dir', '/metadata', ...args], {
      disk: this.disk,
      transport: this.repository.transport,
      limits: fetchLimits,
      time: this.#time,
      print: line => this.said.push(line),
    });
  }

  /** Roles whose metadata is trusted, and their versions. */
  trusted(): Record<string, number> {
    const files = this.disk.list('/metadata').filter(name => name.endsWith('.json'));
    return Object.fromEntries(
      files.map(name => [
        name.slice(0, -'.json'.length),
        JSON.parse(this.disk.read(`/metadata/${name}`).toString()).signed.version,
      ]),
    );
  }

  version(role: string): number | undefined {
    return this.trusted()[role];
  }

  downloaded(): string[] {
    return this.disk.list('/targets').map(name => this.disk.read(`/targets/${name}`).toString());
  }

  assertTrusts(role: string, content = this.repository.latest(role)): void {
    assert.ok(
      this.disk.read(`/metadata/${encodeURIComponent(role)}.json`).equals(content),
      `trusted ${role}`,
    );
  }
}

/** A client that has its first root. */
export async function ready(): Promise<ConformanceClient> {
  const client = new ConformanceClient();
  assert.is(await client.init(), 0);
  return client;
}
