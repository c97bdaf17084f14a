import type { Button } from '../../../hal/button';
import type { Device, DeviceKind } from '../../../hal/device';
import type { Lamp } from '../../../hal/lamp';
import type { NumberDisplay } from '../../../hal/number-display';
import type { RingSource } from '../../../hal/ring-source';
import type { SmileyUnit } from '../../../hal/smiley-unit';
import type { Sounder } from '../../../hal/sounder';
import type { TicketPrinter } from '../../../hal/ticket-printer';
import type { Check, Verdict } from './check';
import { checkLamp } from './lamp';
import { checkNumberDisplay } from './number-display';
import { checkButton, checkSmileyUnit } from './press';
import { checkRingSource } from './ring-source';
import { checkSounder } from './sounder';
import { checkTicketPrinter } from './ticket-printer';

type Checks = Readonly<Record<DeviceKind, (check: Check) => Promise<Verdict>>>;

/** A kind stands for its interface: the drivers promise it. */
const checks: Checks = {
  button: check => checkButton(check as Check<Device & Button>),
  lamp: check => checkLamp(check as Check<Device & Lamp>),
  sounder: check => checkSounder(check as Check<Device & Sounder>),
  'number-display': check => checkNumberDisplay(check as Check<Device & NumberDisplay>),
  'ticket-printer': check => checkTicketPrinter(check as Check<Device & TicketPrinter>),
  'smiley-unit': check => checkSmileyUnit(check as Check<Device & SmileyUnit>),
  'ring-source': check => checkRingSource(check as Check<Device & RingSource>),
};

/** Tests a device that is started, by its kind. @throws the reason of the signal when it is interrupted in the middle of a step */
export function checkDevice(check: Check): Promise<Verdict> {
  return checks[check.device.kind](check);
}

/** Whether a test of this kind waits for somebody to do something. */
export const waitsForPerson = (kind: DeviceKind): boolean =>
  kind === 'button' || kind === 'smiley-unit' || kind === 'ring-source';
