import type { Time } from '../../hal/platform/time';
import type { Office } from './office';
import { Room } from './room';
import { Screens } from './screens';

/** What every person in the office has around: the product's ways in, what it shows, the room, and a watch. */
export interface Surroundings {
  readonly office: Office;
  readonly screens: Screens;
  readonly room: Room;
  readonly time: Time;
}

/** An empty room, and screens that show what happens from now on; `leave` ends that. */
export function enterOffice(office: Office, time: Time): { here: Surroundings; leave: () => void } {
  const screens = new Screens(time);
  const room = new Room();
  const leave = office.watch(fact => {
    if (fact.type === 'appliance.day-opened') room.newDay();
    screens.show(fact);
  });
  return { here: { office, screens, room, time }, leave };
}
