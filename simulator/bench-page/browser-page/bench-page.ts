import { Breaks } from './breaks';
import { Counters } from './counters';
import { Facts } from './facts';
import { Kiosk } from './kiosk';
import { showLiveSite } from './live-site';
import { Lobby } from './lobby';
import { Messages } from './messages';
import { firstLanguage, nameOr } from './names';
import { OtherDevices } from './other-devices';
import { Paper } from './paper';
import { PeopleSwitch } from './people-switch';
import { Queues } from './queues';
import { Rings } from './rings';

showLiveSite({
  place: '#bench',
  earlierFacts: 40,
  partsOf: seen => [
    ...(seen.bench.people === null ? [] : [new PeopleSwitch()]),
    new Kiosk(seen.state),
    new Paper(),
    new Breaks(seen),
    ...(seen.bench.rings.length > 0 ? [new Rings(seen)] : []),
    new Counters(seen.state),
    new Lobby(),
    new Queues(),
    new OtherDevices(seen),
    new Facts(),
    ...(seen.bench.messages === null ? [] : [new Messages()]),
  ],
  subject: state =>
    `${nameOr(state.site, state.name, firstLanguage(state))}: a whole service point without hardware`,
});
