import * as assert from 'uvu/assert';
import type { Device, DeviceStatus, Health } from '../../../hal/device';
import type { CatalogueCode } from '../../../hal/platform/catalogue';
import { awake, pause } from '../steady-time';
import { duration, type Proof, type Stated } from './cell';

export { pause };

/** A device in front of its peer. */
export interface Subject {
  readonly device: Device;
  /** How many presses, rings or other doings of people it has told so far. */
  told(): number;
  /** Does its job once, seen at the other end of the wire, and first stands as it was asked to before. */
  works(): Promise<void>;
}

/** What a device shows while a fault lasts. */
export interface Expected {
  readonly health: Health;
  /** Several, where it depends on the moment which of them is seen first. */
  readonly code?: CatalogueCode | readonly CatalogueCode[];
  readonly warning?: CatalogueCode;
  /** From the beginning of the fault, ms. */
  readonly within: number;
  /** Doings of people that truly happen in this scene; 0, if left out. Anything more was invented. */
  readonly tells?: number;
  /** The same while it becomes well again. */
  readonly tellsAtReturn?: number;
  /** How it is said in the table; made from the rest, if left out. */
  readonly words?: string;
}

export interface Scene<Bench> {
  readonly bench: () => Bench;
  /** The device of a driver on the bench. */
  subject(bench: Bench, driver: string): Subject;
  /** Lets the fault happen; what it gives ends it. */
  provoke(bench: Bench): Promise<() => void | Promise<void>>;
  readonly expected: Readonly<Record<string, Expected>>;
  /** After its cause is gone a device is well again within so long, ms. */
  readonly back: number;
  /** Whether the devices do their job while it lasts. */
  readonly worksMeanwhile?: boolean;
  /** What has to be seen besides, after the provocation. */
  also?(bench: Bench): Promise<void>;
}

/** Nothing is invented in this time after all has settled, ms. */
const settled = 60;

/** Whatever waits for a peer in a test is given up after this, ms. */
const patience = 8000;

/** Waits for what has to become true. @returns milliseconds that it took */
export async function becomes(
  what: () => string,
  isTrue: () => boolean,
  within: number = patience,
): Promise<number> {
  const since = awake();
  while (!isTrue()) {
    if (awake() - since > within) throw new Error(`not within ${within} ms: ${what()}`);
    await pause(3);
  }
  return awake() - since;
}

/** The cells of one fault for all drivers of the scene. It is played once, when the first of them is proven. */
export function play<Bench>(scene: Scene<Bench>): (driver: string) => Stated {
  let ends: Promise<Map<string, PromiseSettledResult<void>>> | undefined;
  const proofOf = (driver: string): Proof => ({
    async run() {
      ends ??= playAll(scene);
      const end = (await ends).get(driver);
      if (end?.status !== 'fulfilled') throw end?.reason ?? new Error(`${driver} is not in this scene`);
    },
  });
  return driver => {
    const expected = scene.expected[driver];
    if (!expected) throw new Error(`nothing is stated of ${driver}`);
    return { states: wordsOf(expected, scene.back), proofs: [proofOf(driver)] };
  };
}

async function playAll<Bench>(scene: Scene<Bench>): Promise<Map<string, PromiseSettledResult<void>>> {
  const bench = scene.bench();
  const parts = Object.entries(scene.expected).map(([driver, expected]) => {
    const subject = scene.subject(bench, driver);
    return { driver, expected, subject, before: subject.told(), log: new StatusLog(subject.device) };
  });
  const began = awake();
  const undo = await scene.provoke(bench);
  const during = await Promise.allSettled(
    parts.map(async ({ subject, expected, before, log }) => {
      await shows(subject, expected, began, log);
      await tells(subject, before + (expected.tells ?? 0), expected.within);
      if (scene.worksMeanwhile) await subject.works();
    }),
  );
  for (const { log } of parts) log.stop();
  const alsoSeen = await settle(scene.also?.(bench));
  const between = parts.map(({ subject }) => subject.told());
  await undo();
  const after = await Promise.allSettled(
    parts.map(async ({ subject, expected }, index) => {
      const { device } = subject;
      await becomes(
        () => `${device.name} is well again, ${shown(device)}`,
        () => isWell(device),
        scene.back,
      );
      await tells(subject, (between[index] ?? Number.NaN) + (expected.tellsAtReturn ?? 0), 0);
      await subject.works();
    }),
  );
  const failed = (end: PromiseSettledResult<void> | undefined) => end?.status === 'rejected';
  return new Map(
    parts.map(({ driver }, index) => {
      const ends = [during[index], alsoSeen, after[index]];
      return [driver, ends.find(failed) ?? { status: 'fulfilled', value: undefined }];
    }),
  );
}

async function settle(promise: Promise<void> | undefined): Promise<PromiseSettledResult<void> | undefined> {
  const [end] = await Promise.allSettled([promise]);
  return end as PromiseSettledResult<void>;
}

/** What a device says of itself from the beginning of a fault on: a fault that is slow to provoke may have passed its first word by then. */
class StatusLog {
  readonly #device: Device;
  readonly #told: DeviceStatus[] = [];
  readonly #tell = (status: DeviceStatus) => {
    this.#told.push(status);
  };

  constructor(device: Device) {
    this.#device = device;
    device.events.on('status', this.#tell);
  }

  get statuses(): readonly DeviceStatus[] {
    return [...this.#told, this.#device.status];
  }

  stop(): void {
    this.#device.events.off('status', this.#tell);
  }
}

async function shows({ device }: Subject, expected: Expected, began: number, log: StatusLog): Promise<void> {
  const { health, code, warning, within } = expected;
  const codes = [code].flat();
  const isShown = () =>
    log.statuses.some(
      status =>
        status.health === health &&
        codes.includes(status.code) &&
        (warning === undefined || (status.warnings ?? []).includes(warning)),
    );
  const left = Math.max(0, within - (awake() - began));
  await becomes(() => `${device.name} shows ${code ?? warning ?? health}, ${shown(device)}`, isShown, left);
}

async function tells(subject: Subject, wanted: number, within: number): Promise<void> {
  const { device } = subject;
  await becomes(
    () => `${device.name} has told ${wanted}, it told ${subject.told()}`,
    () => subject.told() >= wanted,
    within,
  );
  await pause(settled);
  assert.is(subject.told(), wanted, `${device.name} invented something`);
}

/** Without a code: a warning may last longer than its cause. */
function isWell({ status }: Device): boolean {
  return status.health === 'ok' && status.code === undefined;
}

function shown({ status }: Device): string {
  return `it is ${JSON.stringify(status)}`;
}

function wordsOf({ words, health, code, warning, within }: Expected, back: number): string {
  if (words !== undefined) return words;
  const what = code !== undefined ? `${health} \`${code}\`` : `warning \`${warning}\``;
  return `${what} in ${duration(within)}; well again in ${duration(back)}`;
}
