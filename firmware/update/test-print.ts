import type { Hal } from '../../hal/hal';
import { sleep, type Time } from '../../hal/platform/time';
import type { Committed } from '../journal/fact';
import type { Runtime } from '../runtime';
import { selfTestLimit } from '../servicepoint/box/care';
import type { ServiceEvent } from '../servicepoint/events';

export interface TestPrintOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly time: Time;
}

/**
 * Lets every printer print a test ticket, as a technician would (DIA-04). Resolves with whether it came out, by device, at the latest after `selfTestLimit`; a printer that said nothing by then
 * is not in it.
 */
export async function testPrint({ runtime, hal, time }: TestPrintOptions): Promise<Record<string, boolean>> {
  const open = new Set(
    [...hal.devices].filter(([, { kind }]) => kind === 'ticket-printer').map(([name]) => name),
  );
  const printed: Record<string, boolean> = {};
  const enough = new AbortController();
  const committed = (facts: readonly Committed<ServiceEvent>[]) => {
    for (const { event } of facts) {
      if (event.type !== 'device.tested' || event.data.printed === undefined) continue;
      if (open.delete(event.data.device)) printed[event.data.device] = event.data.printed;
    }
    if (open.size === 0) enough.abort();
  };
  runtime.events.on('committed', committed);
  try {
    for (const device of [...open]) {
      const args = { device, print: true };
      await runtime.execute({ name: 'self-test', args, channel: 'http', by: 'technician' });
    }
    if (open.size > 0) await sleep(time, selfTestLimit, 'test tickets', enough.signal).catch(() => undefined);
  } finally {
    runtime.events.off('committed', committed);
  }
  return printed;
}
