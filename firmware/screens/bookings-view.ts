import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { arrivals } from '../servicepoint/bookings/arrivals';
import type { Booking } from '../servicepoint/bookings/booking-state';
import { stateOnDisk } from './state-on-disk';
import type { BookingsView, BookingView } from './views';

/** Who is booked today and who has arrived, service by service, for officers and lobby advisors. @throws as `stateOnDisk` */
export function bookingsView(site: Site, runtime: Runtime): BookingsView {
  const { bookings, day } = stateOnDisk(runtime);
  return {
    day,
    services: site.services.map(({ id }) => {
      const { expected, arrived, missed } = arrivals(bookings, id, day);
      return {
        id,
        expected: expected.map(bookingView),
        arrived: arrived.map(bookingView),
        missed: missed.map(bookingView),
      };
    }),
  };
}

/** The code helps to check somebody in who has lost the letter; once they are here the ticket says it all. */
function bookingView({ code, slot, minutes, ticket, arrivedAt }: Booking): BookingView {
  return {
    ...(ticket === undefined ? { booking: code } : { ticket }),
    slot,
    ...(minutes !== undefined && { minutes }),
    ...(arrivedAt !== undefined && { arrivedAt }),
  };
}
