import type { Advice } from '../advice';
import type { HealthCode } from '../health-code';
import { boardsSv } from './boards';
import { boxSv } from './box';
import { devicesSv } from './devices';
import { ringsSv } from './rings';
import { serversSv } from './servers';

export const adviceSv: Readonly<Record<HealthCode, Advice>> = {
  ...devicesSv,
  ...boardsSv,
  ...ringsSv,
  ...boxSv,
  ...serversSv,
};
