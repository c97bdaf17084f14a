/** A record that never changes: each fact that touches a booking puts a new one in its place. */
export interface Booking {
  readonly code: string;
  /** Who told of it, and may move or cancel it. */
  readonly source: string;
  /** Local date of the slot. */
  readonly day: string;
  readonly service: string;
  /** Time of the appointment, ms since 1970-01-01 UTC. */
  readonly slot: number;
  readonly minutes?: number;
  readonly state: 'expected' | 'arrived' | 'missed';
  /** Of the customer who is here. */
  readonly ticket?: string;
  readonly arrivedAt?: number;
}

/** Bookings of today and the next days. */
export interface Bookings {
  readonly known: Map<string, Booking>;
  /** Days of cancelled bookings by code, the oldest cancellation first, so that their customers are told more than "unknown". */
  readonly cancelled: Map<string, string>;
  /** Facts that told of bookings since the day began. */
  told: number;
}

export interface BookingsView {
  readonly known: ReadonlyMap<string, Booking>;
  readonly cancelled: ReadonlyMap<string, string>;
  readonly told: number;
}

export function emptyBookings(): Bookings {
  return { known: new Map(), cancelled: new Map(), told: 0 };
}

/** As JSON. `bookingsFrom(plainBookings(bookings))` equals `bookings`. */
export function plainBookings({ known, cancelled, told }: BookingsView): object {
  return { known: [...known.values()], cancelled: [...cancelled], told };
}

export function bookingsFrom(plain: ReturnType<typeof JSON.parse>): Bookings {
  return {
    known: new Map(plain.known.map((booking: Booking) => [booking.code, booking])),
    cancelled: new Map(plain.cancelled),
    told: plain.told,
  };
}
