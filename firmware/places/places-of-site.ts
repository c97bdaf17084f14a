import type { Hal } from '../../hal/hal';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Site } from '../config/site';
import type { Runtime } from '../runtime';
import { CounterPlace } from './counter-devices';
import { KioskPlace } from './kiosk-devices';
import { LobbyPlace } from './lobby-display';
import { ringPlacesOf } from './ring-places';
import { SmileyPlace } from './smiley-place';

export type Place =
  | CounterPlace
  | KioskPlace
  | LobbyPlace
  | SmileyPlace
  | ReturnType<typeof ringPlacesOf>[number];

export interface PlaceParts {
  readonly hal: Hal;
  readonly runtime: Runtime;
  readonly time: Time;
  readonly log: Log;
}

/** Everywhere on a site where there are devices: counters first, as they stand in the site file. */
export function placesOf(site: Site, { hal, runtime, time, log }: PlaceParts): Place[] {
  const counters = site.counters.map(
    ({ id, next, recall, help, lamp, display }) =>
      new CounterPlace(
        {
          id,
          next: hal.find('button', next),
          recall: hal.find('button', recall),
          help: hal.find('button', help),
          lamp: hal.find('lamp', lamp),
          display: hal.find('number-display', display),
        },
        runtime,
        time,
      ),
  );
  const kiosks = site.kiosks.map(
    ({ id, lamp, sounder, buttons = [] }) =>
      new KioskPlace(
        {
          id,
          lamp: hal.find('lamp', lamp),
          sounder: hal.find('sounder', sounder),
          buttons: buttons.flatMap(({ device, service, language }) => {
            const button = hal.find('button', device);
            return button ? [{ button, service, language }] : [];
          }),
        },
        runtime,
        time,
      ),
  );
  const rings = ringPlacesOf(site, { hal, runtime, time, log });
  const smileys = (site.smileys ?? []).flatMap(({ id, device }) => {
    const unit = hal.find('smiley-unit', device);
    return unit ? [new SmileyPlace({ id, unit }, runtime, log)] : [];
  });
  const displays = (site.displays ?? []).flatMap(({ display: name, sounder }) => {
    const display = hal.find('number-display', name);
    return display ? [new LobbyPlace({ display, sounder: hal.find('sounder', sounder) }, runtime, time)] : [];
  });
  return [...counters, ...displays, ...kiosks, ...rings, ...smileys];
}
