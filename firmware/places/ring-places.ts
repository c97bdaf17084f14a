import type { Hal } from '../../hal/hal';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { AdvisorPlace } from './advisor-place';
import { RingPlace } from './ring-devices';

interface Parts {
  readonly hal: Hal;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
}

/** Everything of a site that rings, and every place that is called. @throws TiskiError `site-device-kind` */
export function ringPlacesOf(site: Site, parts: Parts): (RingPlace | AdvisorPlace)[] {
  const { hal } = parts;
  const rings = site.rings.map(
    ({ id, source, button, lamps, sounders }) =>
      new RingPlace({
        ...parts,
        id,
        devices: {
          source: hal.find('ring-source', source),
          button: hal.find('button', button),
          lamps: lamps.flatMap(name => hal.find('lamp', name) ?? []),
          sounders: sounders.flatMap(name => hal.find('sounder', name) ?? []),
        },
      }),
  );
  const advisors = (site.places ?? []).map(
    ({ id, lamp, sounder, presence, presenceLamp, acknowledge }) =>
      new AdvisorPlace({
        ...parts,
        id,
        devices: {
          lamp: hal.find('lamp', lamp),
          sounder: hal.find('sounder', sounder),
          presence: hal.find('button', presence),
          presenceLamp: hal.find('lamp', presenceLamp),
          acknowledge: hal.find('button', acknowledge),
        },
      }),
  );
  return [...rings, ...advisors];
}
