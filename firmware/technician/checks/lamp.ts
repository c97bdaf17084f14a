import type { Lamp, LampSign } from '../../../hal/lamp';
import { asSeenBy, type Check, failedBy, inSteps, type Verdict } from './check';

/** Each sign and how it looks, the last that is shown being dark. */
const signs: readonly (readonly [sign: LampSign, looks: string])[] = [
  ['on', 'lit'],
  ['call', 'lit, with a short wink'],
  ['prompt', 'dark, with a short light'],
  ['ring', 'slow even blinking'],
  ['refused', 'slow even blinking'],
  ['fault', 'lit, never dark'],
  ['off', 'dark'],
];

const duration = 3000;

/** Shows each sign for 3 s. */
export async function checkLamp(check: Check<Lamp>): Promise<Verdict> {
  const { device, say } = check;
  const trouble = await inSteps(check, signs, {
    duration,
    act: ([sign, looks]) => {
      say(`${sign.padEnd(8)} ${looks}`);
      device.show(sign);
    },
  });
  if (trouble) return failedBy(check, trouble);
  return asSeenBy(
    check,
    {
      question: 'Did the lamp light up, blink and go dark as written?',
      unseen: 'The lamp took every sign. Whether it shone only a person can see.',
    },
    [
      'If it was dark: check its power and wires, and that the line or pin in the site file is the one it is wired to.',
      'If it was lit when it should be dark: set or remove "activeLow: true" in the site file.',
    ],
  );
}
