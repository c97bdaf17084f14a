import { problem, sendBytes, sendJson } from '../../screens/extra-routes';
import { ringNow } from '../../servicepoint/ringing/ring-now';
import type { Neighbour, NeighbourContext, NeighbourSettings } from '../neighbour';
import { mayRead } from '../readers';
import { untilStopped } from '../until-stopped';
import { busyCalendar } from './busy-calendar';
import { horizon, type Room, RoomCalendar } from './room-calendar';
import { merged, type Span } from './spans';

const minute = 60_000;

interface RoomNow {
  readonly id: string;
  readonly name: Room['name'];
  readonly state: 'reserved' | 'free' | 'unknown';
  /** RFC 3339, UTC: when that ends, within the next 14 days. */
  readonly until?: string;
  readonly ringing: boolean;
  /** It rings in a room that somebody has reserved (S50). */
  readonly meetsReservation: boolean;
}

/**
 * Which video rooms are reserved (RNG-30, S45-S51): from a calendar of the room and from bookings of its services. `GET /api/rooms` tells how they
 * are now and whether a ring meets a reservation, `GET /api/rooms/{room}.ics` when they are taken, without a name. A room whose calendar cannot be
 * read is neither free nor reserved.
 */
export function rooms(
  { list, readTokenFile }: NonNullable<NeighbourSettings['rooms']>,
  context: NeighbourContext,
): Neighbour {
  const { runtime, site, time, log } = context;
  const calendars = new Map(
    list
      .filter(({ file, url }) => file !== undefined || url !== undefined)
      .map(room => [room.id, new RoomCalendar(room, context)]),
  );
  let running: Promise<unknown> | undefined;

  const booked = ({ services, minutes: usual }: Room): Span[] =>
    [...runtime.state.bookings.known.values()]
      .filter(({ service, state }) => services.includes(service) && state !== 'missed')
      .map(({ slot, minutes = usual }) => ({ from: slot, to: slot + minutes * minute }));

  /** Nothing if nobody can say. */
  const spansOf = (room: Room, now: number): Span[] | undefined => {
    const calendar = calendars.get(room.id);
    if (calendar && !calendar.spans) return undefined;
    const all = merged([...booked(room), ...(calendar?.spans ?? [])]);
    return all.filter(({ from, to }) => to > now && from < now + horizon);
  };

  const isRinging = ({ ring }: Room, now: number): boolean => {
    const group = ring === undefined ? undefined : runtime.rules.rings?.get(ring);
    if (!group) return false;
    const { state } = ringNow(runtime.state, group, runtime.rules, now);
    return state === 'ringing' || state === 'acknowledged';
  };

  const roomNow = (room: Room): RoomNow => {
    const now = time.now();
    const spans = spansOf(room, now);
    const [next] = spans ?? [];
    const isReserved = next !== undefined && next.from <= now;
    const until = isReserved ? next.to : next?.from;
    const ringing = isRinging(room, now);
    const { isWhole = true } = calendars.get(room.id) ?? {};
    return {
      id: room.id,
      name: room.name,
      state: isReserved ? 'reserved' : spans && isWhole ? 'free' : 'unknown',
      ...(until !== undefined && { until: new Date(until).toISOString() }),
      ringing,
      meetsReservation: ringing && isReserved,
    };
  };

  return {
    name: 'rooms',
    get health() {
      const all = [...calendars.values()].map(({ health }) => health);
      const bad = all.find(({ health }) => health !== 'ok') ?? all.find(({ warnings }) => warnings);
      return bad ?? { health: 'ok' };
    },
    addRoutes(routes) {
      const isReader = mayRead(readTokenFile, { time, log });
      routes.get('/api/rooms', (request, response) => {
        if (isReader(request, response)) sendJson(response, 200, { rooms: list.map(roomNow) });
      });
      routes.get('/api/rooms/:file', (request, response, { file = '' }) => {
        if (!isReader(request, response)) return;
        const room = list.find(({ id }) => file === `${id}.ics`);
        if (!room) return problem(response, 'page-unknown');
        const now = time.now();
        const spans = spansOf(room, now);
        // A reader keeps what it had: an empty calendar would say that the room is free.
        if (!spans) return problem(response, 'calendar-old', { status: 503 });
        const [language = ''] = site.languages;
        const name = room.name[language] ?? room.id;
        const calendar = busyCalendar({ site: site.site, room: room.id, name, spans, now });
        sendBytes(response, 200, 'text/calendar; charset=utf-8', calendar);
      });
    },
    start(signal) {
      running = Promise.all(
        [...calendars.values()].map(calendar =>
          untilStopped(calendar.run(signal), signal, log, 'a room is followed no more'),
        ),
      );
    },
    async stop() {
      await running;
    },
  };
}
