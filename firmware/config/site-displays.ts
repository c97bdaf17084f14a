import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { CalendarDate } from './site-hours';
import { Id, Place, Reference, Text } from './site-parts';

/** Schemas of what everybody in the waiting areas sees. */

const Arrow = Type.Union(
  [
    Type.Literal('left'),
    Type.Literal('right'),
    Type.Literal('ahead'),
    Type.Literal('back'),
    Type.Literal('up'),
    Type.Literal('down'),
  ],
  {
    description:
      'Where to go for whoever stands before the display; up and down are other floors, ahead is past the display',
  },
);

/** DSP-09. */
const Direction = exactly({
  counter: Reference('counters', 'Id of the counter'),
  arrow: Arrow,
  text: Type.Optional(Text('The way in two or three words, such as "Floor 1" or "past the stairs"')),
});

/** DSP-01, DSP-03: one in every hall and on every floor. */
export const LobbyDisplay = exactly({
  id: Id('Short name of the display, unique among the displays; its page is /display/ID'),
  display: Type.Optional(
    Place('number-display', 'Display that shows the number in turn; a page alone, if left out'),
  ),
  sounder: Type.Optional(
    Place('sounder', 'Sounds a neutral chime with every number; nothing is ever spoken'),
  ),
  chime: Type.Optional(
    Type.Boolean({
      description:
        'Whether the page sounds the chime through the loudspeakers of its screen; not, if left out',
      ...means({ expects: 'true or false' }),
    }),
  ),
  directions: Type.Optional(
    Type.Array(Direction, { description: 'From this display to the counters; no arrows, if left out' }),
  ),
});

/** What the point tells everybody: DSP-07, CFG-10. */
export const Notice = exactly({
  text: Text('One plain sentence, such as "The return box is emptied at 16.15"'),
  from: Type.Optional(CalendarDate('First day on which it is shown; at once, if left out')),
  until: Type.Optional(CalendarDate('Last day on which it is shown; until it is taken away, if left out')),
});

/** DSP-08, S14. */
export const InfoTv = exactly({
  frameAncestors: Type.Array(
    Type.String({
      pattern: '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$',
      description: 'Origin of a page that may show /info-tv within itself',
      ...means({ expects: 'an origin without a path, such as https://tv.example.fi' }),
    }),
    {
      default: [],
      uniqueItems: true,
      description: 'Who may show /info-tv within a page of their own; nobody, if left out',
    },
  ),
});

/** domain.md, "Virtual ticket". */
export const TicketPage = exactly({
  address: Type.String({
    pattern: '^https?://[A-Za-z0-9.-]+(:[0-9]{1,5})?$',
    description: "Where customers' phones reach the box, such as through a server in front of it",
    ...means({ expects: 'an origin without a path, such as https://numero.example.fi' }),
  }),
});
