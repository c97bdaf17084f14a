import type { Hal } from '../../hal/hal';
import type { Time } from '../../hal/platform/time';
import type { DeviceOfKind } from '../../hal/registry';
import type { SatelliteSite } from '../config/satellite-site';
import type { HubLink } from './hub-link';
import { ButtonLender, SmileyUnitLender } from './input-lender';
import { LampLender, NumberDisplayLender } from './output-lender';
import type { Part } from './part';
import { SounderLender } from './sounder-lender';

/**
 * What lends each device. A refused press shows on the lamps and sounders of the button's place; a button without a place uses all.
 * Ring sources need nobody: their reports say what rings. Printers are not lent.
 */
export function lendersOf({ places }: SatelliteSite, hal: Hal, link: HubLink, time: Time): Part[] {
  const lamps = allOf(hal, 'lamp').map(lamp => ({
    name: lamp.name,
    lender: new LampLender(lamp, link, time),
  }));
  const sounders = allOf(hal, 'sounder').map(sounder => ({
    name: sounder.name,
    lender: new SounderLender(sounder, link),
  }));
  const refusalAt = (button: string) => {
    const place = places.find(({ buttons }) => buttons.includes(button));
    const signs = [
      ...lamps.filter(({ name }) => !place || place.lamps.includes(name)),
      ...sounders.filter(({ name }) => !place || place.sounders.includes(name)),
    ];
    return () => {
      for (const { lender } of signs) lender.refuse();
    };
  };
  return [
    ...lamps.map(({ lender }) => lender),
    ...sounders.map(({ lender }) => lender),
    ...allOf(hal, 'number-display').map(display => new NumberDisplayLender(display, link)),
    ...allOf(hal, 'smiley-unit').map(unit => new SmileyUnitLender(unit, link)),
    ...allOf(hal, 'button').map(button => new ButtonLender(button, link, refusalAt(button.name))),
  ];
}

function allOf<Kind extends keyof DeviceOfKind>(hal: Hal, kind: Kind): DeviceOfKind[Kind][] {
  return [...hal.devices.values()]
    .filter(device => device.kind === kind)
    .flatMap(({ name }) => hal.find(kind, name) ?? []);
}
