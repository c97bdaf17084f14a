import { type Static, Type } from '@sinclair/typebox';
import { DeviceName, exactly, Language, ServiceKind } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { Bookings } from './site-bookings';
import { Announcements, Calling, NoShow, Transfers } from './site-calling';
import { conventions } from './site-conventions';
import { InfoTv, LobbyDisplay, Notice, TicketPage } from './site-displays';
import { Feedback, Smiley } from './site-feedback';
import { Exception, exceptionsWords, Hours, LastTicket, Opening, type Weekday } from './site-hours';
import { PresetMessage } from './site-messages';
import { Neighbours } from './site-neighbours';
import { Id, idWords, languageWords, Place, Reference, Text } from './site-parts';
import { Reset } from './site-reset';
import { AdvisorPlace, DirectoryEntry, Ring } from './site-rings';

/**
 * The site file: one YAML document that says what a service point is. This schema is the single source of its types, its
 * checking, its reference and the schema for editors. What a schema cannot say (references, letters, hours) is in `rules/`.
 *
 * A setting with a `default` may be left out of the file and is always there in a loaded site.
 */

/** TKT-13. */
const Elsewhere = {
  ...exactly({
    web: Type.Optional(
      Type.String({
        pattern: '^[^\\s]{4,100}$',
        description: 'Address on the web',
        ...means({ expects: 'a short address such as vero.fi/omavero' }),
      }),
    ),
    phone: Type.Optional(
      Type.String({
        pattern: '^\\+?[0-9][0-9 ]{2,19}$',
        description: 'Telephone number',
        ...means({ expects: 'a telephone number in quotes, such as "029 497 000"' }),
      }),
    ),
    place: Type.Optional(Text('Another place where it is served')),
  }),
  minProperties: 1,
};

const Organisation = exactly({
  id: Id('Short name of the organisation, unique among the organisations'),
  name: Text('Name of the organisation'),
  elsewhere: Type.Optional({
    ...Elsewhere,
    description: 'Its other channels, told while its services are closed',
  }),
  transfers: Type.Optional(Transfers),
});

const Service = exactly({
  id: Id('Short name of the service, unique among the services; stands in MQTT topics and events'),
  letter: Type.String({
    pattern: '^[A-HJ-NPR-Z]$',
    description: 'First letter of the ticket codes, unique among the services',
    ...means({ expects: 'one capital letter A-Z, but not I, O or Q, which look like digits' }),
  }),
  organisation: Reference('organisations', 'Whose service it is'),
  name: Text('What customers read on the kiosk, the ticket and the screens'),
  about: Type.Optional(
    Text('What it is for, in one line of plain words; stands below the name on the kiosk'),
  ),
  unsure: Type.Optional(
    Type.Boolean({
      description: 'Where customers turn who do not know which service they need; stands last on the kiosk',
      ...means({ expects: 'true or false' }),
    }),
  ),
  hours: Type.Optional(
    Type.Array(Hours, { minItems: 1, description: 'When the service is open; always, if left out' }),
  ),
  exceptions: Type.Optional(Type.Array(Exception, { description: exceptionsWords })),
  lastTicket: Type.Optional({ ...LastTicket, description: 'When the last number before closing is given' }),
  elsewhere: Type.Optional({
    ...Elsewhere,
    description: 'Its other channels; those of the organisation, if left out',
  }),
  minutes: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 240,
      description: 'About how long a customer takes, for the estimate of waits until the box has learned it',
    }),
  ),
  noShow: Type.Optional({
    ...NoShow,
    description:
      'How long its customers are waited for, where the counter does not say; as the site says, if left out',
  }),
});

const Counter = exactly({
  id: Id('Short name of the counter, unique among the counters'),
  name: Text('Where the ticket is called to, such as "Counter 1"'),
  services: Type.Array(Reference('services', 'Id of a service'), {
    minItems: 1,
    uniqueItems: true,
    description: 'What the counter serves',
  }),
  roster: Type.Optional(
    Type.Array(Hours, {
      minItems: 1,
      description:
        'When an advisor is to be there, breaks left out; makes the estimate of waits better. Not known, if left out',
    }),
  ),
  calling: Type.Optional({
    ...Calling,
    description: 'Whom "next" calls; appointments, then by age, if left out',
  }),
  noShow: Type.Optional({
    ...NoShow,
    description: 'How long a called customer is waited for here; as service and site say, if left out',
  }),
  kind: Type.Optional({
    ...ServiceKind,
    description:
      'How customers are served here: electronic, at a terminal of their own; remote, by video; manual, by the staff of the point; expert, by an authority that has come. Manual, if left out',
  }),
  next: Type.Optional(Place('button', 'Button that calls the next customer')),
  recall: Type.Optional(Place('button', 'Button that calls the same customer again')),
  help: Type.Optional(
    Place('button', 'Button that calls for help; a second press says that it is needed no more'),
  ),
  lamp: Type.Optional(Place('lamp', 'Lamp of the counter')),
  display: Type.Optional(Place('number-display', 'Display that shows the code of the ticket called')),
});

const KioskButton = exactly({
  device: Place('button', 'The button'),
  service: Reference('services', 'Whose numbers it gives'),
  language: Type.Optional(
    Type.String({
      pattern: Language.pattern,
      description: 'Language of the ticket; the first of the site, if left out',
      ...means({ refersTo: 'languages', expects: 'a language of the site, such as fi' }),
    }),
  ),
});

/** A place where customers take numbers. */
const Kiosk = exactly({
  id: Id('Short name of the kiosk, unique among the kiosks'),
  printer: Type.Optional(Place('ticket-printer', 'Prints the tickets')),
  lamp: Type.Optional(Place('lamp', 'Shows that a press was refused or that the kiosk is out of order')),
  sounder: Type.Optional(Place('sounder', 'Sounds when a press was refused')),
  asksGroup: Type.Optional(
    Type.Boolean({
      description: 'Whether its page asks how many people have come together',
      ...means({ expects: 'true or false' }),
    }),
  ),
  idleSeconds: Type.Optional(
    Type.Integer({
      minimum: 30,
      maximum: 600,
      description:
        'After how many seconds without a touch its page asks whether somebody is still there; 60, if left out',
    }),
  ),
  buttons: Type.Array(KioskButton, { default: [], description: 'Buttons that give a number by one press' }),
});

/** `driver` chooses the schema of the other settings; they are checked against it. */
const DeviceEntry = Type.Object(
  {
    driver: Type.String({
      minLength: 1,
      description: 'Kind and connection of the device; the other settings depend on it',
      ...means({ expects: 'the name of a driver, such as escpos-tcp' }),
    }),
  },
  {
    additionalProperties: true,
    description: 'One device',
    ...means({ expects: 'the driver and settings of the device, such as { driver: virtual-lamp }' }),
  },
);

export const Devices = Type.Record(Type.String({ pattern: DeviceName.pattern }), DeviceEntry, {
  additionalProperties: false,
  description: 'Every device on a wire, by a name of your choice',
  ...means({ expects: 'names of devices, each with its driver below it', names: idWords }),
});

const Ticket = exactly({
  logo: Type.Optional(
    Type.String({
      pattern: '^[^/\\\\]+\\.(png|svg|PNG|SVG)$',
      description: 'Picture at the top of the ticket: a PNG or SVG file beside the site file',
      ...means({ expects: 'the name of a PNG or SVG file beside the site file, such as logo.png' }),
    }),
  ),
  note: Type.Optional(Text('Last line of the ticket, such as where to wait')),
});

const Http = exactly({
  host: Type.String({
    default: '127.0.0.1',
    pattern: '^[A-Za-z0-9.:-]+$',
    description: 'Address to listen on; 0.0.0.0 lets other machines of the network in',
    ...means({ expects: 'an address of this box, such as 127.0.0.1 or 0.0.0.0' }),
  }),
  port: Type.Integer({
    minimum: 0,
    maximum: 65535,
    default: 8080,
    description: 'TCP port; 0 takes any free one',
  }),
});

const besides = 'absolute or relative to the site file';

const PemFile = (description: string) => Type.Optional(Type.String({ minLength: 1, description }));

const HttpProxy = exactly({
  url: Type.String({
    pattern: '^http://[^\\s/@]+/?$',
    description: 'The proxy',
    ...means({ expects: 'the address of a proxy, such as http://proxy.example.fi:3128' }),
  }),
  username: Type.Optional(
    Type.String({ minLength: 1, pattern: '^[^:]+$', description: 'User at the proxy' }),
  ),
  passwordFile: Type.Optional(
    Type.String({ minLength: 1, description: `File that holds the password at the proxy, ${besides}` }),
  ),
});

export const Mqtt = exactly({
  url: Type.String({
    pattern: '^(mqtts?|wss?)://[^\\s]+$',
    description: 'Broker; mqtts:// and wss:// are encrypted',
    ...means({ expects: 'the address of a broker, such as mqtts://broker.example.fi:8883' }),
  }),
  username: Type.Optional(Type.String({ minLength: 1, description: 'User at the broker' })),
  passwordFile: Type.Optional(
    Type.String({
      minLength: 1,
      description:
        'File that holds the password, absolute or relative to the site file. The password itself never stands here',
    }),
  ),
  ca: PemFile(
    `PEM file with the authorities that may vouch for the broker, ${besides}; the public ones, if left out`,
  ),
  certificate: PemFile(
    `PEM file with the certificate of this box and those between it and an authority, ${besides}`,
  ),
  key: PemFile(
    `PEM file with the private key of the certificate, ${besides}; others must not be able to read it`,
  ),
  serverName: Type.Optional(
    Type.String({
      pattern: '^[A-Za-z0-9.:-]+$',
      description: 'Name that the certificate of the broker must have; the host of the address, if left out',
      ...means({ expects: 'a host name without a port, such as broker.example.fi' }),
    }),
  ),
  proxy: Type.Optional({
    ...HttpProxy,
    description: 'HTTP proxy that leads to the broker (CONNECT); none is used, if left out',
  }),
});

const JournalSettings = exactly({
  budgetMegabytes: Type.Integer({
    minimum: 32,
    maximum: 4096,
    default: 128,
    description:
      'Room on disk, in MiB; 128 hold more than a million events. Once it is used, what is worth least is dropped and counted',
  }),
});

export const SiteSchema = exactly({
  version: Type.Literal(1, {
    description: 'Version of this format',
    ...means({ expects: '1, the version of the format of this file' }),
  }),
  site: Id('Short name of the service point; stands in MQTT topics'),
  appliance: Id('Short name of this box, unique on the site; stands in MQTT topics'),
  name: Text('Name of the service point, as customers read it'),
  timezone: Type.String({
    default: 'Europe/Helsinki',
    minLength: 1,
    description: 'Time zone of the opening hours and of the day (IANA name)',
    ...means({ expects: 'the name of a time zone, such as Europe/Helsinki' }),
  }),
  languages: Type.Array(
    Type.String({
      pattern: Language.pattern,
      description: 'BCP 47 language',
      ...means({ expects: languageWords }),
    }),
    { minItems: 1, uniqueItems: true, description: 'Languages of the site; the first is the default' },
  ),
  opening: Type.Optional({ ...Opening, description: 'When the whole point is open, and when nothing is' }),
  organisations: Type.Array(Organisation, { minItems: 1, description: 'Who serves here' }),
  services: Type.Array(Service, {
    minItems: 1,
    description: 'What customers take numbers for; one queue each',
  }),
  counters: Type.Array(Counter, { minItems: 1, description: 'Where customers are served' }),
  kiosks: Type.Array(Kiosk, { minItems: 1, description: 'Where customers take numbers' }),
  places: Type.Optional(
    Type.Array(AdvisorPlace, { description: 'Where advisors can be called to when something rings' }),
  ),
  rings: Type.Array(Ring, {
    default: [],
    description: 'What rings in another room, and who is called',
  }),
  directory: Type.Optional(
    Type.Array(DirectoryEntry, {
      description:
        'Offices and units that may call, never persons. A caller who is not here is nobody: no other address is ever kept',
    }),
  ),
  displays: Type.Optional(
    Type.Array(LobbyDisplay, {
      description: 'Where customers in the waiting areas see the number in turn; all show the same',
    }),
  ),
  notices: Type.Optional(
    Type.Array(Notice, {
      maxItems: 6,
      description: 'What the lobby displays and the info-TV tell everybody',
    }),
  ),
  infoTv: Type.Optional({ ...InfoTv, description: 'The page for info-TVs, /info-tv' }),
  ticketPage: Type.Optional({
    ...TicketPage,
    description:
      'A page on which customers follow their number by phone; its QR code stands on ticket and kiosk. None, if left out',
  }),
  messages: Type.Optional(
    Type.Array(PresetMessage, {
      maxItems: 20,
      description: 'What lobby advisors can tell counters by one press; nothing, if left out',
    }),
  ),
  announcements: Type.Optional({ ...Announcements, description: 'How calls are shown in the lobby' }),
  noShow: Type.Optional({
    ...NoShow,
    description: 'How long a called customer is waited for, where counter and service do not say',
  }),
  bookings: Type.Optional({
    ...Bookings,
    description: 'Customers with a booking check in here; none are known, if left out',
  }),
  smileys: Type.Optional(Type.Array(Smiley, { description: 'Smiley units: one question, one press' })),
  feedback: Type.Optional({
    ...Feedback,
    description: 'How feedback is collected by smiley units and the touch page; all the time, if left out',
  }),
  neighbours: Type.Optional({
    ...Neighbours,
    description:
      'Other systems that the box gives something to or takes something from; each is off unless it stands here',
  }),
  reset: Type.Optional({
    ...Reset,
    description: 'Takes the box back to how it came out of its carton; only by command, if left out',
  }),
  devices: Devices,
  ticket: Type.Optional({ ...Ticket, description: 'What stands on every ticket' }),
  http: { ...Http, default: {}, description: 'The web pages and the API of the box' },
  journal: Type.Optional({
    ...JournalSettings,
    description: 'Where everything that happens is kept, until the broker has it and 90 days longer',
  }),
  mqtt: Type.Optional({
    ...exactly({ ...Mqtt.properties, ...conventions }),
    description: 'The broker that events and health are reported to; none, if left out',
  }),
});

export type Site = Static<typeof SiteSchema>;
export type SiteText = Static<ReturnType<typeof Text>>;
export type SiteOrganisation = Static<typeof Organisation>;
export type SiteService = Static<typeof Service>;
export type SiteHours = Static<typeof Hours>;
export type SiteException = Static<typeof Exception>;
export type SiteElsewhere = Static<typeof Elsewhere>;
export type SiteWeekday = Static<typeof Weekday>;
export type SiteCounter = Static<typeof Counter>;
export type SiteKiosk = Static<typeof Kiosk>;
export type SiteCalling = Static<typeof Calling>;
export type SiteBookings = Static<typeof Bookings>;
export type SiteCalendar = SiteBookings['calendars'][number];
export type SiteSmiley = Static<typeof Smiley>;
export type SiteFeedback = Static<typeof Feedback>;
export type SitePlace = Static<typeof AdvisorPlace>;
export type SiteRing = Static<typeof Ring>;
export type SiteLobbyDisplay = Static<typeof LobbyDisplay>;
export type SiteNotice = Static<typeof Notice>;
export type SiteDevice = Static<typeof DeviceEntry>;

/** What the site file says about a device besides its driver, for `Driver.create`. */
export function optionsOf(device: SiteDevice): Record<string, unknown> {
  const { driver: _, ...options } = device as SiteDevice & Record<string, unknown>;
  return options;
}
