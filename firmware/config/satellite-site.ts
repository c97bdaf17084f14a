import { type Static, Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { Devices, Mqtt } from './site';
import { Id, Place } from './site-parts';

const SignPlace = exactly({
  buttons: Type.Array(Place('button', 'Button of the place'), { minItems: 1, description: 'Its buttons' }),
  lamps: Type.Array(Place('lamp', 'Lamp of the place'), {
    default: [],
    description: 'Lamps that show that a press was refused',
  }),
  sounders: Type.Array(Place('sounder', 'Sounder of the place'), {
    default: [],
    description: 'Sounders that tell that a press was refused',
  }),
});

/** The file of a satellite: a box that lends its devices to the hub of the site and knows nothing of what they are used for. */
export const SatelliteSchema = exactly({
  version: Type.Literal(1, {
    description: 'Version of this format',
    ...means({ expects: '1, the version of the format of this file' }),
  }),
  role: Type.Literal('satellite', { description: 'What makes this the file of a satellite' }),
  site: Id('Short name of the service point, as in the file of the hub'),
  appliance: Id('Short name of this box, unique on the site; the hub names its devices by it'),
  hub: Id('"appliance" in the file of the hub'),
  devices: {
    ...Devices,
    description:
      'Every device on a wire of this box, by the name that the hub uses for it; printers are not lent',
  },
  places: Type.Array(SignPlace, {
    default: [],
    description:
      'Which lamps and sounders tell that a press was refused; all of the box, for a button without a place',
  }),
  mqtt: { ...Mqtt, description: 'The broker of the site' },
});

export type SatelliteSite = Static<typeof SatelliteSchema>;
