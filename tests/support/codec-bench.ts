import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defaultLimits, type Limits } from '../../hal/drivers/xapi/limits';
import type { XapiRingOptions } from '../../hal/drivers/xapi/options';
import { XapiRing } from '../../hal/drivers/xapi/xapi-ring';
import type { Log } from '../../hal/platform/log';
import { silent } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import { SimulatedCodec, type SimulatedCodecOptions } from '../../simulator/codec';
import { awake, SteadyTime } from './steady-time';

export const time = new SteadyTime();

export const wires = ['websocket', 'ssh'] as const;
export type WireName = (typeof wires)[number];

/** The limits of the product where a test measures them; faster where only patience is meant. */
export const brisk: Limits = {
  ...defaultLimits,
  open: 2_000,
  beat: 100,
  patience: 400,
  retryFirst: 20,
  retryLongest: 100,
  passwordCheck: 50,
};

export interface CodecBench {
  readonly codec: SimulatedCodec;
  readonly ring: XapiRing;
  /** What the ring source has told, each as one line: `ringing 1 sip:a@b`, `over 1 answered`, `ok`, `codec-lost`. */
  readonly told: readonly string[];
  /** Only of rings. */
  rings(): readonly string[];
  start(): Promise<void>;
  /** The ring source of another box at the same unit, started. */
  another(): Promise<XapiRing>;
  /** Resolves as soon as the line has been told since the last call of `until`; how long that took. Fails after 8 s. */
  until(line: string): Promise<number>;
  writePassword(password: string): void;
}

export interface BenchOptions {
  readonly wire?: WireName;
  readonly limits?: Partial<Limits>;
  readonly codec?: Partial<SimulatedCodecOptions>;
  readonly options?: Partial<XapiRingOptions>;
  readonly time?: Time;
  readonly log?: Log;
  /** Not started, so that a test sees the beginning. */
  readonly cold?: boolean;
}

/** A started codec and a started ring source that is `ok`, unless it is cold. Everything is stopped at the end. */
export async function withCodec(
  { wire = 'websocket', limits, cold = false, ...more }: BenchOptions,
  use: (bench: CodecBench) => Promise<void>,
): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-codec-'));
  const passwordFile = join(folder, 'password');
  const writePassword = (password: string) => writeFileSync(passwordFile, `${password}\n`);
  writePassword('secret');
  const codec = new SimulatedCodec({ time: more.time ?? time, ...more.codec });
  await codec.start();
  const url = wire === 'ssh' ? codec.sshUrl : codec.url;
  const ringSource = (name: string) =>
    new XapiRing(name, {
      options: {
        url,
        username: 'admin',
        passwordFile,
        verify: true,
        ...(wire === 'ssh' && { fingerprint: codec.sshFingerprint }),
        ...more.options,
      },
      limits: { ...brisk, ...limits },
      time: more.time ?? time,
      log: more.log ?? silent,
      random: () => 0,
    });
  const ring = ringSource('desk 1');
  const others: XapiRing[] = [];
  const { told, until } = listenTo(ring);
  const bench: CodecBench = {
    codec,
    ring,
    told,
    rings: () => told.filter(line => line.includes(' ')),
    start: () => ring.start(new AbortController().signal),
    another: async () => {
      const other = ringSource('desk 2');
      others.push(other);
      await other.start(new AbortController().signal);
      return other;
    },
    until,
    writePassword,
  };
  try {
    if (!cold) {
      await bench.start();
      await until('ok');
    }
    await use(bench);
  } finally {
    for (const each of [ring, ...others]) await each.stop();
    await codec.stop();
    rmSync(folder, { recursive: true });
  }
}

function listenTo(ring: XapiRing): Pick<CodecBench, 'told' | 'until'> {
  const told: string[] = [];
  let seen = 0;
  let look = () => {};
  const tell = (line: string) => {
    told.push(line);
    look();
  };
  ring.events.on('status', ({ health, code }) => tell(code ?? health));
  ring.events.on('ringing', ({ call, caller }) => tell(`ringing ${call} ${caller ?? '-'}`));
  ring.events.on('over', ({ call, end }) => tell(`over ${call} ${end}`));
  const until = (line: string) =>
    new Promise<number>((resolve, reject) => {
      const since = awake();
      const giveUp = time.after(8_000, 'patience', () =>
        reject(new Error(`not told within 8 s: ${line}; told: ${told.join(', ')}`)),
      );
      look = () => {
        const at = told.indexOf(line, seen);
        if (at < 0) return;
        seen = at + 1;
        look = () => {};
        giveUp.cancel();
        resolve(awake() - since);
      };
      look();
    });
  return { told, until };
}
