import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { DeviceStatus } from '../../../hal/device';
import type { InputRequest } from '../../../hal/drivers/gpio/back-end';
import type { Interface } from '../../../hal/drivers/gpio/choose-back-end';
import { GpioInput } from '../../../hal/drivers/gpio/input-line';
import { GpioOutput } from '../../../hal/drivers/gpio/output-line';
import type { Edge } from '../../../hal/line';
import { silent } from '../../../hal/platform/log';
import { SystemTime } from '../../../hal/platform/time';
import { KernelGpioSim } from '../../../simulator/gpio/kernel-gpio-sim';

/** What the tests of both back ends share. A device that shows nothing for this long hangs, ms. */
const patience = 5000;

export const chip = 'pinctrl-bcm2711';
export const time = new SystemTime();

export const sim = new KernelGpioSim('sim0', {
  label: chip,
  lines: 28,
  names: { 17: 'GPIO17' },
  hogs: { 3: 'sd card power' },
});

const { signal } = new AbortController();
const taken: (GpioInput | GpioOutput)[] = [];

export function request(line: number | string, more: Partial<InputRequest> = {}): InputRequest {
  return {
    place: { chip, line },
    consumer: 'tiski test',
    activeLow: false,
    bias: 'as-is',
    debounce: 0,
    ...more,
  };
}

export interface Watched {
  readonly line: GpioInput;
  readonly edges: Edge[];
  /** Resolves when so many edges came in. */
  until(count: number): Promise<void>;
}

export async function watched(asked: InputRequest, way: Interface): Promise<Watched> {
  const line = new GpioInput(asked, way, time, silent);
  taken.push(line);
  const edges: Edge[] = [];
  line.events.on('edge', edge => edges.push(edge));
  await line.start(signal);
  const until = async (count: number) => {
    while (edges.length < count) await once(line.events, 'edge', { signal: AbortSignal.timeout(patience) });
  };
  return { line, edges, until };
}

export async function output(asked: InputRequest, way: Interface, on = false): Promise<GpioOutput> {
  const line = new GpioOutput(asked, way, time, silent);
  taken.push(line);
  line.write(on);
  await line.start(signal);
  return line;
}

export async function giveBack(): Promise<void> {
  for (const line of taken.splice(0)) await line.stop();
}

export async function nextStatus(line: GpioInput | GpioOutput): Promise<DeviceStatus> {
  const [status] = await once(line.events, 'status', { signal: AbortSignal.timeout(patience) });
  return status;
}

export async function untilOk(line: GpioInput | GpioOutput): Promise<void> {
  while (line.status.health !== 'ok') await nextStatus(line);
}

/** Presses a button from a process of its own, at a steady pace. */
export async function press(offset: number, count: number, perSecond: number): Promise<void> {
  const child: ChildProcess = spawn(
    '/bin/press',
    [sim.pullFile(offset), String(count), String(1_000_000 / perSecond)],
    {
      stdio: 'inherit',
    },
  );
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`press ended with ${code}`);
}

/** Keeps the program from doing anything else. */
export function busy(milliseconds: number): void {
  const until = performance.now() + milliseconds;
  while (performance.now() < until);
}

/** A figure for the README. */
export function figure(text: string): void {
  process.stdout.write(`figure: ${text}\n`);
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** From the change on the wire to its event in the program, milliseconds. */
export async function latencies({ edges, until }: Watched, offset: number, count: number): Promise<number[]> {
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const before = edges.length;
    const at = performance.now();
    sim.set(offset, index % 2 === 0);
    await until(before + 1);
    values.push(performance.now() - at);
  }
  return values;
}
