import type { Sounder, Tone } from '../../../hal/sounder';
import { asSeenBy, type Check, failedBy, inSteps, type Verdict } from './check';

const tones: readonly (readonly [tone: Tone, sounds: string])[] = [
  ['chime', 'one tone'],
  ['refused', 'three very short tones'],
  ['ring', 'two long tones'],
  ['test', 'a short and a longer tone'],
];

/** The longest tone is one second. */
const duration = 2000;

/** Plays each tone. */
export async function checkSounder(check: Check<Sounder>): Promise<Verdict> {
  const { device, say } = check;
  const trouble = await inSteps(check, tones, {
    duration,
    act: ([tone, sounds]) => {
      say(`${tone.padEnd(8)} ${sounds}`);
      device.play(tone);
    },
  });
  if (trouble) return failedBy(check, trouble);
  return asSeenBy(
    check,
    {
      question: 'Did you hear all four?',
      unseen: 'The sounder took every tone. Whether it sounded only a person can hear.',
    },
    ['Check its power and wires, and that the line or pin in the site file is the one it is wired to.'],
  );
}
