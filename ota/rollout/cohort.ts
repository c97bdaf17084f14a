import { createHash } from 'node:crypto';

/** Places in the order of a rollout are below this. */
export const everyPlace = 2 ** 32;

/**
 * The place of a box in the order in which a release reaches the fleet, 0 to 2³²-1. By chance, but the same for ever; another release has another
 * order, so that it is not always the same boxes that go first.
 * @param box `site/appliance`
 */
export function placeOf(release: string, box: string): number {
  return createHash('sha256').update(`${release}\0${box}`).digest().readUInt32BE(0);
}

/** The places below which exactly so many of these boxes lie; all places if there are no more boxes. */
export function placesFor(release: string, boxes: readonly string[], count: number): number {
  const places = boxes.map(box => placeOf(release, box)).sort((a, b) => a - b);
  return places[count] ?? everyPlace;
}
