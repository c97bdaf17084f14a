import { examineSite } from '../../../firmware/config/check-site';
import { normalSite } from '../../../firmware/config/load-site';
import type { SatelliteSite } from '../../../firmware/config/satellite-site';
import type { Site, SiteDevice } from '../../../firmware/config/site';

/** Of every day of the simulated town. */
export const timezone = 'Europe/Helsinki';

/** When the point opens, minutes after midnight. */
export const opensAt = 9 * 60;

const name = { fi: 'Asiointipiste', sv: 'Servicepunkten' };

const lent = (device: string, kind: string, more: object = {}) =>
  ({ driver: `satellite-${kind}`, appliance: 'room', device, ...more }) as SiteDevice;

const onBoard = (kind: string, pin: number) =>
  ({ driver: `firmata-${kind}`, port: 'usb:2341:0043', pin }) as SiteDevice;

const clock = (minutes: number) => `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;

/** The hub: a counter with a USB board, one whose devices hang on a satellite, a kiosk with a printer on the network, and everything else once. */
export function hubSite(openMinutes: number): Site {
  const known = sites.get(openMinutes);
  if (known) return known;
  // As a file is read: with the defaults of all settings.
  const { value, problems } = examineSite(JSON.stringify(written(openMinutes)), 'town.yaml');
  const [problem] = problems.filter(({ severity }) => severity === 'error');
  if (problem) throw new Error(`the site of the town: ${JSON.stringify(problem)}`);
  const site = normalSite(value as Site, '/');
  sites.set(openMinutes, site);
  return site;
}

const sites = new Map<number, Site>();

function written(openMinutes: number): object {
  const hours = [
    {
      days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const,
      from: clock(opensAt),
      to: clock(opensAt + openMinutes),
    },
  ];
  return {
    version: 1,
    site: 'town',
    appliance: 'hub',
    name,
    timezone,
    languages: ['fi', 'sv'],
    organisations: [{ id: 'town', name }],
    services: [
      { id: 'tax', letter: 'V', organisation: 'town', name: { fi: 'Verotus', sv: 'Beskattning' }, hours },
      { id: 'benefits', letter: 'K', organisation: 'town', name: { fi: 'Etuudet', sv: 'Förmåner' }, hours },
    ],
    counters: [
      {
        id: 'counter-1',
        name: { fi: 'Tiski 1', sv: 'Disk 1' },
        services: ['tax', 'benefits'],
        next: 'board-next',
        lamp: 'board-lamp',
      },
      {
        id: 'counter-2',
        name: { fi: 'Tiski 2', sv: 'Disk 2' },
        services: ['benefits', 'tax'],
        next: 'room-next',
        lamp: 'room-lamp',
        display: 'room-display',
      },
    ],
    kiosks: [
      {
        id: 'lobby',
        printer: 'printer',
        lamp: 'kiosk-lamp',
        sounder: 'kiosk-sounder',
        buttons: [
          { device: 'button-tax', service: 'tax' },
          { device: 'button-benefits', service: 'benefits', language: 'sv' },
        ],
      },
    ],
    rings: [
      {
        id: 'door',
        source: 'door',
        lamps: ['ring-lamp', 'room-ring-lamp', 'board-ring-lamp'],
        sounders: ['ring-sounder'],
      },
    ],
    displays: [{ id: 'hall', display: 'hall-display', sounder: 'hall-sounder' }],
    smileys: [{ id: 'exit', device: 'room-smiley' }],
    feedback: {},
    devices: {
      printer: {
        driver: 'escpos-tcp',
        host: 'printer',
        port: 9100,
        profile: 'epson',
        paper: 80,
      } as SiteDevice,
      'board-next': onBoard('button', 2),
      'board-lamp': onBoard('lamp', 8),
      'board-ring-lamp': onBoard('lamp', 9),
      'room-next': lent('next', 'button'),
      'room-lamp': lent('lamp', 'lamp'),
      'room-ring-lamp': lent('ring-lamp', 'lamp'),
      'room-display': lent('display', 'number-display'),
      'room-smiley': lent('smiley', 'smiley-unit', { faces: 4 }),
      'kiosk-lamp': { driver: 'virtual-lamp' },
      'ring-lamp': { driver: 'virtual-lamp' },
      'kiosk-sounder': { driver: 'virtual-sounder' },
      'ring-sounder': { driver: 'virtual-sounder' },
      'hall-display': { driver: 'virtual-number-display' },
      'hall-sounder': { driver: 'virtual-sounder' },
      'button-tax': { driver: 'virtual-button' },
      'button-benefits': { driver: 'virtual-button' },
      door: { driver: 'reported-ring', heartbeat: 60_000, longestRing: 120_000 } as SiteDevice,
    },
    http: { host: '0.0.0.0', port: 8080 },
    mqtt: { url: 'mqtt://broker:1883' },
  };
}

export const roomSite: SatelliteSite = {
  version: 1,
  role: 'satellite',
  site: 'town',
  appliance: 'room',
  hub: 'hub',
  devices: {
    next: { driver: 'virtual-button' },
    lamp: { driver: 'virtual-lamp' },
    'ring-lamp': { driver: 'virtual-lamp' },
    display: { driver: 'virtual-number-display' },
    smiley: { driver: 'virtual-smiley-unit', faces: 4 } as SiteDevice,
  },
  places: [{ buttons: ['next'], lamps: ['lamp'], sounders: [] }],
  mqtt: { url: 'mqtt://broker:1883' },
};
