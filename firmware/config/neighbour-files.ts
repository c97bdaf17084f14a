import { resolve } from 'node:path';
import type { Site } from './site';

type Neighbours = NonNullable<Site['neighbours']>;

/** Settings that name a file. */
const names: ReadonlySet<string> = new Set(['file', 'tokenFile', 'keyFile', 'readTokenFile', 'ca']);

/** The settings of the neighbours with the names of files as absolute paths. */
export function normalNeighbours(neighbours: Neighbours, folder: string): Neighbours {
  const normal = Object.fromEntries(
    Object.entries(neighbours).map(([name, settings]) => [name, withPaths(settings, folder)]),
  ) as Neighbours;
  const { rooms } = normal;
  return {
    ...normal,
    ...(rooms && { rooms: { ...rooms, list: rooms.list.map(room => withPaths(room, folder)) } }),
  };
}

function withPaths<T extends object>(settings: T, folder: string): T {
  const paths = Object.entries(settings).filter(([name]) => names.has(name));
  return { ...settings, ...Object.fromEntries(paths.map(([name, path]) => [name, resolve(folder, path)])) };
}
