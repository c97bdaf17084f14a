import type { Advice } from '../advice';
import type { HealthCode } from '../health-code';
import { boardsFi } from './boards';
import { boxFi } from './box';
import { devicesFi } from './devices';
import { ringsFi } from './rings';
import { serversFi } from './servers';

export const adviceFi: Readonly<Record<HealthCode, Advice>> = {
  ...devicesFi,
  ...boardsFi,
  ...ringsFi,
  ...boxFi,
  ...serversFi,
};
