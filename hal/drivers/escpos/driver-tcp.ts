import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { commonOptions, createPrinter } from './driver-options';
import { defaultLimits } from './limits';
import { TcpTransport } from './tcp-transport';

const options = Type.Object(
  {
    host: Type.String({
      title: 'Address',
      description: 'Name or IP address of the printer. Give the printer a fixed one.',
      minLength: 1,
    }),
    port: Type.Integer({
      title: 'Port',
      description: 'TCP port for raw printing.',
      default: 9100,
      minimum: 1,
      maximum: 65_535,
    }),
    ...commonOptions,
  },
  { title: 'Network ticket printer', description: 'ESC/POS over TCP.', additionalProperties: false },
);

export type EscposTcpOptions = Static<typeof options>;

/** Network ticket printers that speak ESC/POS. */
export const driver: Driver = {
  kind: 'ticket-printer',
  options,
  supervision: 'device',
  proof: 4_000,
  create(name: string, entry: EscposTcpOptions, context: DriverContext) {
    const transport = new TcpTransport(entry.host, entry.port);
    return createPrinter(name, { transport, limits: defaultLimits }, entry, context);
  },
};
