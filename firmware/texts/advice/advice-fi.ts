import type { Advice } from './advice';
import type { HealthCode } from './health-code';
export const adviceFi = {} as Readonly<Record<HealthCode, Advice>>;
