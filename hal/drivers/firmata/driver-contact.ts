import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { ContactOnLine } from '../../lines/contact-on-line';
import { ringContactOptions } from '../../lines/contact-options';
import { inputOptions } from './board-options';
import { makeInput } from './boards';

const options = Type.Object(
  { ...inputOptions, ...ringContactOptions },
  {
    title: 'Ring contact on a USB board',
    description:
      'A dry contact of a bell, a door phone or a video unit at a pin of a board with StandardFirmata.',
    additionalProperties: false,
  },
);

/** Dry contacts that close when somebody rings. */
export const driver: Driver = {
  kind: 'ring-source',
  options,
  supervision: { sharedBy: 'port' },
  proof: 11_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new ContactOnLine(name, { ...site, line: makeInput(name, site, context), time: context.time }),
};
