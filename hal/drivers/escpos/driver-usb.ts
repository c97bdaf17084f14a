import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { commonOptions, createPrinter, portOption } from './driver-options';
import { defaultLimits } from './limits';
import { UsbTransport } from './usb-transport';

const options = Type.Object(
  {
    port: portOption(
      'The printer: usb:VENDOR:PRODUCT or usb:VENDOR:PRODUCT:SERIAL as lsusb shows them, or a link that udev makes to its device.',
    ),
    ...commonOptions,
  },
  {
    title: 'USB ticket printer',
    description: 'ESC/POS over the USB printer device of the kernel.',
    additionalProperties: false,
  },
);

export type EscposUsbOptions = Static<typeof options>;

/** Ticket printers on USB that are printers to the kernel (/dev/usb/lp…). */
export const driver: Driver = {
  kind: 'ticket-printer',
  options,
  supervision: 'device',
  proof: 4_000,
  create(name: string, entry: EscposUsbOptions, context: DriverContext) {
    const transport = new UsbTransport({ port: entry.port, time: context.time });
    return createPrinter(name, { transport, limits: defaultLimits }, entry, context);
  },
};
