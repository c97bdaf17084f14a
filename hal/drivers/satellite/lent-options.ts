import { type Static, Type } from '@sinclair/typebox';

/** What every device of a satellite is named by. */
export const lentOptions = {
  appliance: Type.String({
    title: 'Appliance',
    description: 'The satellite: "appliance" in its own file.',
    pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  }),
  device: Type.String({
    title: 'Device',
    description: 'Name of the device in the file of the satellite.',
    pattern: '^[a-z0-9][a-z0-9-]{0,39}$',
  }),
};

export const onlyLentOptions = (title: string) =>
  Type.Object(lentOptions, {
    title,
    description: 'Another box of the site lends it over the broker.',
    additionalProperties: false,
  });

export type LentOptions = Static<ReturnType<typeof onlyLentOptions>>;
