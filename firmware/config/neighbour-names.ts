import type { Site } from './site';

export type NeighbourName = keyof NonNullable<Site['neighbours']>;

/** Those whose health is worth a place among the devices: all that lean on somebody else. */
export const neighbourNames: readonly NeighbourName[] = [
  'servedEvents',
  'helpdesk',
  'directory',
  'rooms',
  'freePersons',
];

/** Under which name its health is shown. */
export function neighbourDevice(name: NeighbourName): string {
  return name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
}

/** The same for those that a site file turns on. */
export function neighbourDevices({ neighbours = {} }: Pick<Site, 'neighbours'>): string[] {
  return neighbourNames.filter(name => neighbours[name] !== undefined).map(neighbourDevice);
}
