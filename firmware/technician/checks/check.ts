import type { Device, DeviceStatus, Listenable } from '../../../hal/device';
import type { Edge } from '../../../hal/line';
import { sleep, type Time } from '../../../hal/platform/time';
import { reasonInWords } from '../status-words';

/** How a test ended. */
export interface Verdict {
  readonly passed: boolean;
  /** What is known now, in one or two sentences. */
  readonly sentence: string;
  /** What to do, if anything. */
  readonly advice?: readonly string[];
}

export interface WireEvents {
  /** Raw, as the wire told it. */
  edge: [edge: Edge];
}

/** What a check of one device is given. */
export interface Check<Tested extends Device = Device> {
  readonly device: Tested;
  readonly wire: Listenable<WireEvents>;
  readonly time: Time;
  readonly signal: AbortSignal;
  /** How long to wait for a person, ms. */
  readonly wait: number;
  /** IANA name; for the time on a test ticket. */
  readonly timezone: string;
  say(text: string): void;
  ask(question: string): Promise<boolean | undefined>;
  /** What to do about a status. */
  advise(status: DeviceStatus): readonly string[];
}

export const pass = (sentence: string, advice?: readonly string[]): Verdict => ({
  passed: true,
  sentence,
  ...(advice && { advice }),
});

export const fail = (sentence: string, advice?: readonly string[]): Verdict => ({
  passed: false,
  sentence,
  ...(advice && { advice }),
});

/** A verdict about a device that does not say itself that it works. */
export function failedBy({ advise }: Pick<Check, 'advise'>, status: DeviceStatus): Verdict {
  const { health, ...why } = status;
  const begin = health === 'failed' ? 'It does not work' : 'It is not known whether it works';
  return fail(`${begin}: ${reasonInWords(why)}.`, advise(status));
}

/**
 * Does one step after another, each for its time, for as long as the device is well.
 * @returns what the device said when it was not well any more
 */
export async function inSteps<Step>(
  { device, time, signal }: Check,
  steps: readonly Step[],
  { duration, act }: { readonly duration: number; act(step: Step): void },
): Promise<DeviceStatus | undefined> {
  for (const step of steps) {
    act(step);
    await sleep(time, duration, 'device test', signal);
    if (device.status.health !== 'ok') return device.status;
  }
  return undefined;
}

/** The verdict on something that only a person can see or hear. */
export async function asSeenBy<Tested extends Device>(
  { ask }: Check<Tested>,
  { question, unseen }: { readonly question: string; readonly unseen: string },
  advice: readonly string[],
): Promise<Verdict> {
  const seen = await ask(question);
  if (seen === undefined) return pass(unseen);
  return seen
    ? pass('It works, as seen by you.')
    : fail('It took every command, but you saw otherwise.', advice);
}
