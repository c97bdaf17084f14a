import type { Rows } from './cell';
import { firmataRows } from './firmata';
import { gpioRows } from './gpio';
import { printerRows } from './printers';
import { reportedRingRows } from './reported-ring';
import { satelliteRows } from './satellite';
import { virtualRows } from './virtual';
import { xapiRows } from './xapi';

/** Every driver in front of every fault. */
export const table: Rows = {
  ...gpioRows,
  ...firmataRows,
  ...printerRows,
  ...xapiRows,
  ...reportedRingRows,
  ...satelliteRows,
  ...virtualRows,
};
