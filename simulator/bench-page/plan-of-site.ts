import type { Site } from '../../firmware/config/site';
import type { PlanView } from './bench-view';

/** Which devices of a site file stand where in the picture of the room. */
export function planOf({ timezone, counters, kiosks, smileys = [], rings, devices }: Site): PlanView {
  return {
    timezone,
    counters: counters.map(({ id, next, recall }) => ({
      id,
      ...(next !== undefined && { next }),
      ...(recall !== undefined && { recall }),
    })),
    kiosks: kiosks.map(({ id, lamp }) => ({ id, ...(lamp !== undefined && { lamp }) })),
    smileys: smileys.map(({ device }) => ({ device, faces: facesOf(devices[device]) })),
    rings: rings.flatMap(({ source, lamps = [] }) => (source === undefined ? [] : [{ source, lamps }])),
  };
}

function facesOf(entry: object | undefined): number {
  return entry && 'faces' in entry && typeof entry.faces === 'number' ? entry.faces : 4;
}
