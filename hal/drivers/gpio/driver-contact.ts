import { type Static, Type } from '@sinclair/typebox';
import type { Driver, DriverContext } from '../../driver';
import { ContactOnLine } from '../../lines/contact-on-line';
import { ringContactOptions } from '../../lines/contact-options';
import { inputOptions } from './line-options';
import { makeInput } from './make-line';

const options = Type.Object(
  { ...inputOptions, ...ringContactOptions },
  {
    title: 'Ring contact on GPIO',
    description: 'A dry contact of a bell, a door phone or a video unit on a line of this box.',
    additionalProperties: false,
  },
);

/** Dry contacts that close when somebody rings. */
export const driver: Driver = {
  kind: 'ring-source',
  options,
  supervision: 'device',
  proof: 2_000,
  create: (name: string, site: Static<typeof options>, context: DriverContext) =>
    new ContactOnLine(name, { ...site, line: makeInput(name, site, context), time: context.time }),
};
