import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { commonOptions, createPrinter, portOption } from './driver-options';
import { limitsForLine } from './line-limits';
import { SerialTransport } from './serial-transport';

const speeds = [4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;

const options = Type.Object(
  {
    port: portOption(
      'The serial port: its link under /dev/serial/by-id, usb:VENDOR:PRODUCT:SERIAL of the adapter, or a port on the board.',
    ),
    baud: Type.Union(
      speeds.map(speed => Type.Literal(speed, { title: `${speed} bit/s` })),
      {
        title: 'Speed',
        description:
          'As the self-test ticket of the printer says; it prints one when switched on with FEED held down.',
        default: 9600,
      },
    ),
    flow: Type.Union(
      [
        Type.Literal('rts-cts', { title: 'RTS/CTS (also called DTR/DSR or hardware)' }),
        Type.Literal('xon-xoff', { title: 'XON/XOFF (software)' }),
        Type.Literal('none', { title: 'none' }),
      ],
      {
        title: 'Flow control',
        description:
          'How the printer says that its buffer is full, as on its self-test ticket. RTS/CTS also holds tickets back while the cable is out.',
        default: 'rts-cts',
      },
    ),
    ...commonOptions,
  },
  {
    title: 'Serial ticket printer',
    description: 'ESC/POS over a serial line.',
    additionalProperties: false,
  },
);

export type EscposSerialOptions = Static<typeof options>;

/** Ticket printers on a serial port or on a USB adapter that is one. */
export const driver: Driver = {
  kind: 'ticket-printer',
  options,
  supervision: 'device',
  proof: 4_000,
  create(name: string, entry: EscposSerialOptions, context: DriverContext) {
    const { port, baud, flow } = entry;
    const transport = new SerialTransport({ port, baud, flow, time: context.time });
    return createPrinter(name, { transport, limits: limitsForLine(baud) }, entry, context);
  },
};
