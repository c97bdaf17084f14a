import { join } from 'node:path';
import { type Static, Type } from '@sinclair/typebox';
import type { DriverContext } from '../../driver';
import { messageOf } from '../../platform/error';
import { KeptFile } from '../../platform/kept-text';
import { portPattern } from '../../serial-identity';
import { paperWidths } from '../../ticket-printer';
import type { Limits } from './limits';
import { EscposPrinter } from './printer';
import { type Profile, type ProfileName, profiles } from './profiles';
import { TappedTransport } from './tapped-transport';
import type { Transport } from './transport';

/** What the site file says of a printer, however it is connected. */
export const commonOptions = {
  profile: Type.Union(
    (Object.keys(profiles) as ProfileName[]).map(name => Type.Literal(name, { title: profiles[name].title })),
    { title: 'Make', description: 'What commands the printer understands.', default: 'generic' },
  ),
  paper: Type.Union([Type.Literal(80, { title: '80 mm' }), Type.Literal(58, { title: '58 mm' })], {
    title: 'Paper width',
    description: 'Width of the roll in millimetres.',
    default: 80,
  }),
  roll: Type.Integer({
    title: 'Roll length',
    description:
      'Metres of paper on a new roll, as on its label. The warning before its end is counted from it.',
    default: 65,
    minimum: 5,
    maximum: 1000,
  }),
  ticketsLeft: Type.Integer({
    title: 'Tickets left',
    description: 'The end of the roll is announced when it is no longer enough for so many tickets.',
    default: 50,
    minimum: 0,
    maximum: 1000,
  }),
  cutterLife: Type.Optional(
    Type.Integer({
      title: 'Life of the cutter',
      description: 'Cuts, as in the data sheet of the printer. At nine tenths of it a warning is shown.',
      minimum: 1000,
      maximum: 100_000_000,
    }),
  ),
  headLife: Type.Optional(
    Type.Integer({
      title: 'Life of the print head',
      description:
        'Metres of paper, as in the data sheet of the printer. At nine tenths of it a warning is shown.',
      minimum: 1000,
      maximum: 10_000_000,
    }),
  ),
};

const common = Type.Object(commonOptions);
export type CommonOptions = Static<typeof common>;

/** A port of the box that keeps its name. */
export const portOption = (description: string) =>
  Type.String({
    title: 'Port',
    description,
    pattern: portPattern,
    // Read by the checker of site files: why another name is refused, and what to write instead.
    'x-tiski': {
      code: 'printer-port-unstable',
      expects: 'a name that stays: a link such as /dev/serial/by-id/…, or usb:VENDOR:PRODUCT:SERIAL',
    },
  });

/** Late: the first document comes after the start. */
function encoder(): typeof import('./encode') {
  return require('./encode');
}

export function createPrinter(
  name: string,
  wire: { readonly transport: Transport; readonly limits: Limits },
  { profile: profileName, paper, roll, ticketsLeft, cutterLife, headLife }: CommonOptions,
  { time, log, stateDir, tap }: DriverContext,
): EscposPrinter {
  const width = paperWidths[paper];
  const profile: Profile = profiles[profileName];
  return new EscposPrinter(name, {
    transport: tap ? new TappedTransport(name, wire.transport, tap) : wire.transport,
    limits: wire.limits,
    profile,
    paper: width,
    time,
    log,
    roll: { length: roll * 1000, warnTickets: ticketsLeft },
    life: {
      ...(cutterLife !== undefined && { cuts: cutterLife }),
      ...(headLife !== undefined && { metres: headLife }),
    },
    kept: new KeptFile(join(stateDir, `printer-${name}.json`), error =>
      log.warn({ printer: name, error: messageOf(error) }, 'the count of paper cannot be kept'),
    ),
    encode: document =>
      encoder().encodeDocument(document, { paper: width, codePages: profile.codePages, log }),
  });
}
