import type { Button } from './button';
import type { Driver } from './driver';
import type { Lamp } from './lamp';
import type { NumberDisplay } from './number-display';
import { TiskiError } from './platform/error';
import type { RingSource } from './ring-source';
import type { SmileyUnit } from './smiley-unit';
import type { Sounder } from './sounder';
import type { TicketPrinter } from './ticket-printer';

export interface DeviceOfKind {
  button: Button;
  lamp: Lamp;
  sounder: Sounder;
  'number-display': NumberDisplay;
  'ticket-printer': TicketPrinter;
  'smiley-unit': SmileyUnit;
  'ring-source': RingSource;
}

type Loader = () => { readonly driver: Driver };

/** A driver is loaded when the first device of a site asks for it, hence `require`. One line per driver. */
const drivers: Readonly<Record<string, Loader>> = {
  'virtual-button': () => require('./drivers/virtual/button'),
  'virtual-lamp': () => require('./drivers/virtual/lamp'),
  'virtual-sounder': () => require('./drivers/virtual/sounder'),
  'virtual-number-display': () => require('./drivers/virtual/number-display'),
  'virtual-smiley-unit': () => require('./drivers/virtual/smiley-unit'),
  'virtual-ring-source': () => require('./drivers/virtual/ring-source'),
  'gpio-button': () => require('./drivers/gpio/driver-button'),
  'gpio-lamp': () => require('./drivers/gpio/driver-lamp'),
  'gpio-sounder': () => require('./drivers/gpio/driver-sounder'),
  'gpio-contact': () => require('./drivers/gpio/driver-contact'),
  'gpio-smiley': () => require('./drivers/gpio/driver-smiley'),
  'firmata-button': () => require('./drivers/firmata/driver-button'),
  'firmata-lamp': () => require('./drivers/firmata/driver-lamp'),
  'firmata-sounder': () => require('./drivers/firmata/driver-sounder'),
  'firmata-smiley-unit': () => require('./drivers/firmata/driver-smiley-unit'),
  'firmata-number-display': () => require('./drivers/firmata/driver-number-display'),
  'firmata-contact': () => require('./drivers/firmata/driver-contact'),
  'escpos-tcp': () => require('./drivers/escpos/driver-tcp'),
  'escpos-serial': () => require('./drivers/escpos/driver-serial'),
  'escpos-usb': () => require('./drivers/escpos/driver-usb'),
  'xapi-ring': () => require('./drivers/xapi/driver'),
  'satellite-button': () => require('./drivers/satellite/button'),
  'satellite-lamp': () => require('./drivers/satellite/lamp'),
  'satellite-sounder': () => require('./drivers/satellite/sounder'),
  'satellite-number-display': () => require('./drivers/satellite/number-display'),
  'satellite-smiley-unit': () => require('./drivers/satellite/smiley-unit'),
  'satellite-ring': () => require('./drivers/satellite/ring-source'),
  'reported-ring': () => require('./drivers/ring-message/driver'),
};

export const driverNames: readonly string[] = Object.keys(drivers);

/** @throws TiskiError `driver-unknown`, naming the drivers that exist. */
export function loadDriver(name: string): Driver {
  const load = drivers[name];
  if (!load) throw new TiskiError('driver-unknown', `"${name}"; there are ${driverNames.join(', ')}`);
  return load().driver;
}
