import { never, type Row, type Rows } from './cell';
import { type Fault, faultNames } from './faults';

const drivers = ['button', 'lamp', 'sounder', 'number-display', 'smiley-unit', 'ring-source'] as const;

const nothing = never('no wire: a program in the same process is the peer');

/** Virtual drivers stand where no wire is. */
export const virtualRows: Rows = Object.fromEntries(
  drivers.map(kind => [
    `virtual-${kind}`,
    Object.fromEntries(faultNames.map(fault => [fault, nothing])) as Record<
      Fault,
      typeof nothing
    > satisfies Row,
  ]),
);
