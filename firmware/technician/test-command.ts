import { EventEmitter } from 'node:events';
import type { Device, DeviceStatus } from '../../hal/device';
import type { DeviceEntry } from '../../hal/hal';
import { sleep, type Time } from '../../hal/platform/time';
import { fail, failedBy, type Verdict, type WireEvents } from './checks/check';
import { checkDevice, waitsForPerson } from './checks/check-device';
import { wireOf } from './named-devices';
import { deviceNamed, elsewhere, type SiteOptions, withDevices } from './open-devices';
import { readSiteDevices, type SiteDevices } from './site-devices';
import { adviceFor } from './status-words';
import { harmless, wrapped } from './terminal';
import type { Tools } from './tools';

export interface TestOptions extends SiteOptions {
  /** Seconds. */
  readonly wait?: number;
}

/** For a press, and for a ring, which somebody has to arrange; seconds. */
const patience = { press: 30, ring: 120 };

/** A button that is down for so long in a test is stuck, ms: nobody wants to wait for the half minute of every day. */
const stuckInTest = 5000;

/** How long a device may take until it is ready, ms: an Uno starts anew when its port is opened. */
const readyWithin = 10_000;

/** How long it may say that it does not work, or does not answer, before that is believed, ms. */
const believedAfter = 1500;

/** Between two looks at it, ms. */
const lookEvery = 50;

/**
 * `tiski devices test NAME`. The last words are a sentence that begins with PASS or FAIL, and what to do.
 * @returns the exit code: 0 passed, 1 failed
 * @throws SiteRefused; TiskiError `site-device-unknown`
 */
export async function runTest(name: string, options: TestOptions, tools: Tools): Promise<number> {
  const site = readSiteDevices(options.config, tools.environment);
  const device = deviceNamed(site, name);
  tools.out(`${wrapped(`Testing ${name}: ${device.driver}, ${harmless(wireOf(device))}`, 0, 2)}\n`);
  const why = elsewhere(device);
  if (why !== undefined) return tellVerdict(fail('It cannot be tested here.', [why]), name, tools);
  const wire = new EventEmitter<WireEvents>();
  const tap = {
    edge: (_: string, __: string, edge: WireEvents['edge'][0]) => wire.emit('edge', edge),
    bytes() {},
  };
  return withDevices({ [name]: forTest(device) }, options, tools, tap, async hal => {
    const opened = hal.devices.get(name);
    if (!opened) return 1;
    const verdict = await test(opened, { device, site, wire, seconds: options.wait }, tools);
    return tellVerdict(verdict, name, tools);
  });
}

interface Subject {
  readonly device: DeviceEntry;
  readonly site: SiteDevices;
  readonly wire: EventEmitter<WireEvents>;
  readonly seconds: number | undefined;
}

async function test(device: Device, subject: Subject, tools: Tools): Promise<Verdict> {
  const { time, interrupted } = tools;
  const advise = (status: DeviceStatus) => adviceFor(status, subject.device);
  const usual = device.kind === 'ring-source' ? patience.ring : patience.press;
  if (subject.device.driver.startsWith('virtual-') && waitsForPerson(device.kind))
    return fail('It is virtual: there is no wire on which anything could come.');
  try {
    await device.start(interrupted);
    const status = await ready(device, time, interrupted);
    // A printer that never answers may print all the same.
    if (status.health === 'failed' || (status.health === 'unknown' && device.kind !== 'ticket-printer'))
      return failedBy({ advise }, status);
    return await checkDevice({
      device,
      wire: subject.wire,
      time,
      signal: interrupted,
      wait: (subject.seconds ?? usual) * 1000,
      timezone: subject.site.timezone,
      say: text => tools.out(`${wrapped(text, 2, 4)}\n`),
      ask: tools.ask,
      advise,
    });
  } catch (error) {
    if (interrupted.aborted) return fail('You ended the test, so nothing is known.');
    throw error;
  }
}

/** What the device says once it is well, or when there is no hope of that. */
async function ready(device: Device, time: Time, signal: AbortSignal): Promise<DeviceStatus> {
  const until = time.monotonic() + readyWithin;
  let looked = time.monotonic();
  let failing = 0;
  for (;;) {
    const now = time.monotonic();
    const { health, code } = device.status;
    // A program that was stopped meanwhile has not looked longer for that.
    const passed = Math.min(now - looked, 2 * lookEvery);
    looked = now;
    failing = health === 'failed' || code === 'printer-silent' ? failing + passed : 0;
    if (health === 'ok' || now >= until || failing >= believedAfter) return device.status;
    await sleep(time, lookEvery, 'device ready', signal);
  }
}

function forTest(device: DeviceEntry): DeviceEntry {
  const isPressed = 'gestures' in device || 'lines' in device || 'pins' in device;
  return isPressed && 'stuckAfter' in device ? { ...device, stuckAfter: stuckInTest } : device;
}

function tellVerdict({ passed, sentence, advice = [] }: Verdict, name: string, { out }: Tools): number {
  out(`${wrapped(`${passed ? 'PASS' : 'FAIL'} ${name}: ${harmless(sentence)}`, 0, 2)}\n`);
  for (const each of advice) out(`${wrapped(each, 2)}\n`);
  return passed ? 0 : 1;
}
