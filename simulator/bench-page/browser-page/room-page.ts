import { Breaks } from './breaks';
import { showLiveSite } from './live-site';
import { Messages } from './messages';
import { languageOfRoom, nameOr } from './names';
import { Paper } from './paper';
import { Rings } from './rings';
import { Controls } from './room/controls';
import { Roles } from './room/roles';
import { RoomPicture } from './room/room-picture';

showLiveSite({
  place: '#room',
  partsOf: seen => [
    new RoomPicture(seen),
    new Roles(seen.state),
    new Controls(seen),
    new Paper(),
    new Breaks(seen),
    ...(seen.bench.rings.length > 0 ? [new Rings(seen)] : []),
    ...(seen.bench.messages === null ? [] : [new Messages()]),
  ],
  subject: state => `${nameOr(state.site, state.name, languageOfRoom(state))}: a joint public service point`,
});
