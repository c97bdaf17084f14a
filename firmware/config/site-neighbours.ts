import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { Id, Reference, Text } from './site-parts';

/** Systems beside the box (`firmware/neighbours`). Each is off unless it stands here. */

const besides = 'absolute or relative to the site file';

const Address = (description: string) =>
  Type.String({
    pattern: '^https?://[^\\s@]+$',
    description: `${description}. It stands in no log and no message`,
    ...means({ expects: 'an address without a user in it that begins with https:// or http://' }),
  });

const SecretFile = (description: string) =>
  Type.Optional(Type.String({ minLength: 1, description: `${description}, ${besides}` }));

const tokenFile = SecretFile('File that holds the secret that the box sends as a bearer token');
const ca = SecretFile(
  'PEM file with the authorities that may vouch for the server; the public ones, if left out',
);
const readTokenFile = SecretFile(
  'File that holds the secret (16 characters or more) that readers send as a bearer token; whoever reaches the pages of the box may read, if left out',
);
const keyFile = 'File that holds the key (16 characters or more) that signs what is sent';

const Place = exactly({
  address: Text('Address of the point, as somebody who comes to mend something needs it'),
  contact: Text('Who is asked at the point: a role or a telephone number, never a person'),
});

const ServedEvents = exactly({
  url: Type.Optional(Address('Where each record is sent; nowhere, if left out: then they are only read')),
  tokenFile,
  ca,
  readTokenFile,
});

const Helpdesk = exactly({
  url: Address('Where faults are handed over'),
  keyFile: Type.String({ minLength: 1, description: `${keyFile}, ${besides}` }),
  tokenFile,
  ca,
  afterMinutes: Type.Integer({
    minimum: 1,
    maximum: 1440,
    default: 10,
    description: 'So long a device is failed without a break before it is handed over, minutes',
  }),
  mostPerHour: Type.Integer({
    minimum: 1,
    maximum: 60,
    default: 6,
    description: 'Faults handed over within an hour; further ones wait for the next',
  }),
  place: { ...Place, description: 'Where the point is and whom to ask' },
});

const Register = exactly({ readTokenFile });

const ImportedDirectory = exactly({
  file: Type.Optional(
    Type.String({ minLength: 1, description: `CSV or JSON file that another program writes, ${besides}` }),
  ),
  url: Type.Optional(Address('Address of the CSV or JSON file')),
  tokenFile,
  ca,
  everyHours: Type.Integer({
    minimum: 1,
    maximum: 168,
    default: 24,
    description: 'How often it is read, hours',
  }),
});

const Room = exactly({
  id: Id('Short name of the room, unique among the rooms; stands in the address of its calendar'),
  name: Text('What the room is called'),
  ring: Type.Optional(
    Id('Id of what rings in the room, under rings; then it is told when a ring meets a reservation'),
  ),
  services: Type.Array(Reference('services', 'Id of a service'), {
    default: [],
    uniqueItems: true,
    description: 'Services whose bookings take the room',
  }),
  minutes: Type.Integer({
    minimum: 5,
    maximum: 480,
    default: 30,
    description: 'How long a booking takes that does not say, minutes',
  }),
  file: Type.Optional(
    Type.String({
      minLength: 1,
      description: `iCalendar file with the reservations of the room, ${besides}`,
    }),
  ),
  url: Type.Optional(Address('Address of the calendar with the reservations of the room')),
  everyMinutes: Type.Integer({
    minimum: 1,
    maximum: 1440,
    default: 5,
    description: 'How often the calendar is read, minutes',
  }),
});

const Rooms = exactly({
  list: Type.Array(Room, { minItems: 1, maxItems: 20, description: 'The rooms' }),
  readTokenFile,
});

const FreePersons = exactly({
  places: Type.Array(Reference('places', 'Id of a place'), {
    minItems: 1,
    uniqueItems: true,
    description: 'Places whose presence may be known outside; no other is ever told',
  }),
  url: Type.Optional(Address('Where each change is sent; nowhere, if left out')),
  keyFile: SecretFile(keyFile),
  tokenFile,
  ca,
  readTokenFile,
});

export const Neighbours = exactly({
  servedEvents: Type.Optional({
    ...ServedEvents,
    description: 'Records of what was served, for the customer-service system',
  }),
  helpdesk: Type.Optional({ ...Helpdesk, description: 'Faults are handed over to a helpdesk' }),
  register: Type.Optional({ ...Register, description: 'The register of devices can be read' }),
  directory: Type.Optional({
    ...ImportedDirectory,
    description: 'Offices and units that may call, from a directory outside; behind those of "directory"',
  }),
  rooms: Type.Optional({ ...Rooms, description: 'Reservations of video rooms' }),
  freePersons: Type.Optional({
    ...FreePersons,
    description: 'Where somebody is free, for whoever looks for one',
  }),
});
