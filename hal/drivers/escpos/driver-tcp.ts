import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { paperWidths } from '../../ticket-printer';
import { encodeDocument } from './encode';
import { defaultLimits } from './limits';
import { EscposPrinter } from './printer';
import { type ProfileName, profiles } from './profiles';
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
    profile: Type.Union(
      (Object.keys(profiles) as ProfileName[]).map(name =>
        Type.Literal(name, { title: profiles[name].title }),
      ),
      { title: 'Make', description: 'What commands the printer understands.', default: 'generic' },
    ),
    paper: Type.Union([Type.Literal(80, { title: '80 mm' }), Type.Literal(58, { title: '58 mm' })], {
      title: 'Paper width',
      description: 'Width of the roll in millimetres.',
      default: 80,
    }),
  },
  { title: 'Network ticket printer', description: 'ESC/POS over TCP.', additionalProperties: false },
);

export type EscposTcpOptions = Static<typeof options>;

/** Network ticket printers that speak ESC/POS. */
export const driver: Driver = {
  kind: 'ticket-printer',
  options,
  create(name: string, { host, port, profile, paper }: EscposTcpOptions, { time, log }: DriverContext) {
    const width = paperWidths[paper];
    const { codePages } = profiles[profile];
    return new EscposPrinter(name, {
      transport: new TcpTransport(host, port),
      profile: profiles[profile],
      limits: defaultLimits,
      paper: width,
      time,
      log,
      encode: document => encodeDocument(document, { paper: width, codePages }),
    });
  },
};
