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

/** By its number of faces, or by the pins of a board that they are on; a virtual unit that says neither has five. */
function facesOf(entry: object | undefined): number {
  const { faces, pins }: { readonly faces?: unknown; readonly pins?: unknown } = { ...entry };
  if (Array.isArray(pins)) return pins.length;
  return typeof faces === 'number' ? faces : 5;
}
