import type { NumberDisplay } from '../../../hal/number-display';
import { asSeenBy, type Check, failedBy, inSteps, type Verdict } from './check';

/** All segments of the digits, then codes with letters of every shape, then nothing. */
const texts = ['888', '8888', 'K101', 'V669', 'M234', 'A990', ''] as const;

const duration = 2000;

/** Shows 888 and some ticket codes. */
export async function checkNumberDisplay(check: Check<NumberDisplay>): Promise<Verdict> {
  const { device, say } = check;
  const trouble = await inSteps(check, texts, {
    duration,
    act: text => {
      say(`${text === '' ? '(dark)' : text}`);
      device.show(text);
    },
  });
  if (trouble) return failedBy(check, trouble);
  return asSeenBy(
    check,
    {
      question: 'Did the display show each of them, with no dark segment?',
      unseen: 'The display took every text. Whether all segments lit up only a person can see.',
    },
    [
      'If a segment was dark the display has to be replaced. If all was dark check its wires and "address" in the site file.',
    ],
  );
}
