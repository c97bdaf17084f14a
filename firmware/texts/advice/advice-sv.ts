import type { Advice } from './advice';
import type { HealthCode } from './health-code';
export const adviceSv = {} as Readonly<Record<HealthCode, Advice>>;
