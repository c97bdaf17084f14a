import type { Button, Gesture } from '../../../hal/button';
import type { Device } from '../../../hal/device';
import type { Edge } from '../../../hal/line';
import type { Face, SmileyUnit } from '../../../hal/smiley-unit';
import { type Check, fail, failedBy, pass, type Verdict } from './check';
import { Waiting } from './waiting';

/** How long the contact has to rest until all of its bounces are known, ms. */
const rest = 500;

/** Waits for a press of the button, and for its release. */
export async function checkButton(check: Check<Button>): Promise<Verdict> {
  const { device, wire, wait, say } = check;
  const gestures: Gesture[] = [];
  let closed = 0;
  let isClosed = false;
  say(`Press it now and let go; you have ${wait / 1000} s.`);
  const waiting = new Waiting(check);
  const settle = () => waiting.restart(gestures.length > 0 && !isClosed ? rest : undefined);
  waiting.on(wire, 'edge', ({ active }: Edge) => {
    isClosed = active;
    if (active) closed += 1;
    settle();
  });
  waiting.on(device.events, 'gesture', gesture => {
    gestures.push(gesture);
    say(`seen: ${gesture}`);
    settle();
  });
  const trouble = await waiting.end();
  if (trouble) return failedBy(check, trouble);
  if (gestures.length > 0 && isClosed)
    return fail('The press was seen, but the contact did not open again.', [
      'Free the button. If it is up, its contact or cable is shorted.',
    ]);
  if (gestures.length > 0) return pass(`It works: ${gestures.join(', ')}. ${contactWords(device)}`);
  if (closed > 0)
    return fail(`The contact closed ${times(closed)}, but that was no gesture that this button has.`, [
      'See "gestures" in the site file. For a hold, hold it longer.',
    ]);
  return fail(`Nothing was seen in ${wait / 1000} s.`, nothingSeen);
}

/** Waits until each face was pressed and released. */
export async function checkSmileyUnit(check: Check<SmileyUnit>): Promise<Verdict> {
  const { device, wait, say } = check;
  const left = new Set<Face>(Array.from({ length: device.faces }, (_, index) => index + 1));
  const down = new Set<Face>();
  say(`Press each of the ${device.faces} faces once, the least satisfied first; you have ${wait / 1000} s.`);
  const waiting = new Waiting(check);
  const settle = () => waiting.restart(left.size === 0 && down.size === 0 ? rest : undefined);
  waiting.on(device.events, 'pressed', ({ face }) => {
    left.delete(face);
    down.add(face);
    say(`seen: face ${face}`);
    device.answer(true);
    settle();
  });
  waiting.on(device.events, 'released', ({ face }) => {
    down.delete(face);
    settle();
  });
  const trouble = await waiting.end();
  if (trouble) return failedBy(check, trouble);
  if (left.size === device.faces) return fail(`Nothing was seen in ${wait / 1000} s.`, nothingSeen);
  if (left.size > 0) return fail(`Not seen: face ${[...left].join(', ')}. The others work.`, nothingSeen);
  if (down.size > 0)
    return fail(`Face ${[...down].join(', ')} did not come up again.`, [
      'Free it; check its cable for a short.',
    ]);
  return pass(`All ${device.faces} faces work. ${contactWords(device)}`);
}

const nothingSeen: readonly string[] = [
  'Check the cable and the contact, and compare line or pin in the site file with the wires. "tiski devices watch NAME" shows every edge.',
];

const times = (number: number) => (number === 1 ? 'once' : `${number} times`);

/** What the contact did besides: bounces are normal, lost edges are not. */
function contactWords({ counters }: Device): string {
  const { bounces = 0, lostEdges = 0 } = counters;
  const bounced = bounces === 0 ? 'No bounce.' : `It bounced ${times(bounces)}; bounces are taken out.`;
  return lostEdges === 0 ? bounced : `${bounced} ${lostEdges} edges were lost: the box was too busy.`;
}
