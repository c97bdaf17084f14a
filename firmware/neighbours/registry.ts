import type { Neighbour, NeighbourContext, NeighbourName, NeighbourSettings } from './neighbour';

/** How an adapter is opened: loaded by `require` when a site file turns it on, else nothing. */
interface Entry {
  readonly open: (settings: NeighbourSettings, context: NeighbourContext) => Neighbour | undefined;
  /** Its bookmarks in the journal: nothing is kept for an adapter that is off. */
  readonly bookmarks?: readonly string[];
}

/** One line per adapter. */
export const registry: Readonly<Record<NeighbourName, Entry>> = {
  servedEvents: {
    open: ({ servedEvents: own }, context) => own && load.servedEvents().servedEvents(own, context),
    bookmarks: ['served-events', 'served-events-day'],
  },
  helpdesk: {
    open: ({ helpdesk: own }, context) => own && load.helpdesk().helpdesk(own, context),
    bookmarks: ['helpdesk'],
  },
  register: { open: ({ register: own }, context) => own && load.register().register(own, context) },
  directory: { open: ({ directory: own }, context) => own && load.directory().directory(own, context) },
  rooms: { open: ({ rooms: own }, context) => own && load.rooms().rooms(own, context) },
  freePersons: {
    open: ({ freePersons: own }, context) => own && load.freePersons().freePersons(own, context),
  },
};

const load = {
  servedEvents: (): typeof import('./served-events/served-events.js') =>
    require('./served-events/served-events'),
  helpdesk: (): typeof import('./helpdesk/helpdesk.js') => require('./helpdesk/helpdesk'),
  register: (): typeof import('./register/register.js') => require('./register/register'),
  directory: (): typeof import('./directory/directory.js') => require('./directory/directory'),
  rooms: (): typeof import('./rooms/rooms.js') => require('./rooms/rooms'),
  freePersons: (): typeof import('./free-persons/free-persons.js') => require('./free-persons/free-persons'),
};
