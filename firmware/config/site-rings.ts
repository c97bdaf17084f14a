import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { CalendarDate, Days, TimeOfDay } from './site-hours';
import { Id, idWords, Place, Reference, Text } from './site-parts';

/** Schemas of who is called when it rings, and where. */

/** Where advisors can be called to (RNG-01, CAL-10). */
export const AdvisorPlace = exactly({
  id: Id('Short name of the place, unique among the places'),
  name: Text('What the place is called, such as "Desk 1" or "Lobby"'),
  counter: Type.Optional(Reference('counters', 'The counter that it belongs to')),
  services: Type.Optional(
    Type.Array(Reference('services', 'Id of a service'), {
      minItems: 1,
      uniqueItems: true,
      description:
        'Queues that the advisor of this place may act on, such as those of a guide of one authority; all, if left out',
    }),
  ),
  lamp: Type.Optional(Place('lamp', 'Lamp that shows a ring')),
  sounder: Type.Optional(Place('sounder', 'Sounder that rings along')),
  presence: Type.Optional(
    Place('button', 'Button that says available, busy, away, in turn; it holds until the point closes'),
  ),
  presenceLamp: Type.Optional(Place('lamp', 'Lamp that is lit while the place is available')),
  acknowledge: Type.Optional(
    Place(
      'button',
      'Button that says "I go"; once more when help that was called by a button has been given',
    ),
  ),
});

const LevelTargets = Type.Union(
  [
    Type.Literal('available'),
    Type.Literal('everyone'),
    Type.Array(Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$', ...means({ expects: idWords }) }), {
      minItems: 1,
      uniqueItems: true,
    }),
  ],
  {
    description:
      'Whom it calls: the members that say they are available, all members (everyone), or a list of places',
    ...means({ expects: 'available, everyone, or a list of places such as [lobby]' }),
  },
);

/** RNG-17. */
const Level = exactly({
  after: Type.Integer({
    minimum: 0,
    maximum: 600,
    description: 'Seconds since it began to ring; the first level begins at 0',
  }),
  to: LevelTargets,
});

const QuietHours = exactly({
  days: Type.Optional(Days),
  from: TimeOfDay('Local time at which sounders fall silent'),
  to: TimeOfDay('Local time at which they sound again; earlier than "from": on the next day'),
});

/** RNG-29. */
const Substitutes = exactly({
  from: CalendarDate('First day'),
  until: Type.Optional(CalendarDate('Last day, if it is more than one')),
  members: Type.Array(Reference('places', 'Id of a place'), {
    minItems: 1,
    uniqueItems: true,
    description: 'Who answers on these days',
  }),
});

export const Ring = exactly({
  id: Id('Short name of what rings, unique among the rings'),
  source: Type.Optional(Place('ring-source', 'Where it rings: a contact, a video unit, a message')),
  button: Type.Optional(
    Place(
      'button',
      'Button beside a self-service terminal that calls somebody; a second press ends the call',
    ),
  ),
  counters: Type.Optional(
    Type.Array(Reference('counters', 'Id of a counter'), {
      minItems: 1,
      uniqueItems: true,
      description: 'Counters that call for help here',
    }),
  ),
  members: Type.Optional(
    Type.Array(Reference('places', 'Id of a place'), {
      minItems: 1,
      uniqueItems: true,
      description: 'Places whose advisors answer',
    }),
  ),
  substitutes: Type.Optional(
    Type.Array(Substitutes, { description: 'Other members on some days, such as holidays' }),
  ),
  levels: Type.Optional(
    Type.Array(Level, {
      minItems: 1,
      maxItems: 10,
      description:
        'Whom it calls as time goes by, each level besides those before it; those available at once and everyone after 20 s, if left out',
    }),
  ),
  missedAfter: Type.Optional(
    Type.Integer({
      minimum: 1,
      maximum: 3600,
      description:
        'Seconds after which a ring that nobody answered counts as missed, and not as given up by the caller; 10 after the last level begins and at least 30, if left out',
    }),
  ),
  longest: Type.Optional(
    Type.Integer({
      minimum: 30,
      maximum: 7200,
      description: 'Seconds after which it is over though nobody said so; 600, if left out',
    }),
  ),
  quietHours: Type.Optional(
    Type.Array(QuietHours, { description: 'When its sounders are silent; lamps always show' }),
  ),
  lamps: Type.Array(Place('lamp', 'Lamp that shows the ring'), {
    default: [],
    description:
      'Lamps of the ring itself that show it from the beginning; a lost chain shows on them as well',
  }),
  sounders: Type.Array(Place('sounder', 'Sounder of the ring'), {
    default: [],
    description: 'Sounders of the ring itself that ring along from the beginning',
  }),
});

/** RNG-12. */
export const DirectoryEntry = exactly({
  id: Id('Short name of the office or unit, unique in the directory; what is kept of a call is this'),
  name: Text('Name of the office or unit, never of a person'),
  addresses: Type.Array(
    Type.String({
      minLength: 2,
      maxLength: 256,
      pattern: '^\\S+$',
      description: 'Address, with or without sip: or h323:',
      ...means({ expects: 'an address such as video-room@oulu.example.fi, or a number in quotes' }),
    }),
    { minItems: 1, uniqueItems: true, description: 'Addresses from which it calls' },
  ),
});
