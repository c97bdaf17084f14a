import type { RingSource } from '../../../hal/ring-source';
import { type Check, fail, failedBy, pass, type Verdict } from './check';
import { Waiting } from './waiting';

/** Waits until it rings. */
export async function checkRingSource(check: Check<RingSource>): Promise<Verdict> {
  const { device, time, wait, say } = check;
  const since = time.monotonic();
  let rang = false;
  say(`Ring now: press the bell, or call the video unit; you have ${wait / 1000} s.`);
  const waiting = new Waiting(check);
  waiting.on(device.events, 'ringing', () => {
    rang = true;
    say('seen: it rings');
    waiting.restart(1);
  });
  const trouble = await waiting.end();
  if (rang)
    return pass(`It works: the ring was seen after ${((time.monotonic() - since) / 1000).toFixed(1)} s.`);
  if (trouble) return failedBy(check, trouble);
  return fail(`No ring was seen in ${wait / 1000} s.`, [
    'Check the cable and the contact of the bell, or that the call comes to this video unit. "tiski devices watch NAME" shows every change.',
  ]);
}
