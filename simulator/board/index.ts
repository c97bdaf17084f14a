/** Public entry: an Arduino Uno with StandardFirmata to test against. */
export type { PinLevel } from './atmega328p';
export { type Bounces, SimulatedBoard, type SimulatedBoardEvents, type SimulatedBoardOptions } from './board';
export type { Wire, WireEnd } from './cable';
export { hasStandardFirmata, standardFirmata } from './firmware-image';
export { SimulatedSegmentDisplay } from './segment-display';
