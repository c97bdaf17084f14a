import { canonicalAddress } from '../../servicepoint/ringing/directory';
import type { Draft } from '../draft';
import { pointerTo } from '../pointer';
import type { Finding } from '../problem';
import type { SiteRing } from '../site';
import { didYouMean, listed } from '../suggest';
import { quoted } from '../words';
import type { RuleContext } from './rule';

type Entry = { readonly ring: Draft<SiteRing>; readonly at: string; readonly name: string };

function ringsOf(context: RuleContext): Entry[] {
  return (context.site.rings ?? []).flatMap((ring, index) => {
    const at = pointerTo('rings', index);
    return ring && !context.isTroubled(at) ? [{ ring, at, name: quoted(ring.id) }] : [];
  });
}

/** A ring comes from one thing: a device that rings, a button, or counters that call for help. */
export function* ringOrigins(context: RuleContext): Iterable<Finding> {
  for (const { ring, at, name } of ringsOf(context)) {
    const given = (['source', 'button', 'counters'] as const).filter(key => ring[key] !== undefined);
    if (given.length === 1) continue;
    const message =
      given.length === 0
        ? `${name} says neither "source" nor "button" nor "counters"`
        : `${name} says ${given.map(quoted).join(' and ')}`;
    yield { code: 'site-ring-origin', at, message };
  }
}

/** A ring that lights no lamp and sounds nowhere would be noticed by nobody (RNG-03). */
export function* unnoticedRings(context: RuleContext): Iterable<Finding> {
  const signs = new Set(
    (context.site.places ?? []).flatMap(place =>
      place?.id !== undefined && (place.lamp ?? place.sounder) !== undefined ? [place.id] : [],
    ),
  );
  for (const { ring, at, name } of ringsOf(context)) {
    const named = (ring.levels ?? []).flatMap(level => (Array.isArray(level?.to) ? level.to : []));
    const called = [...(ring.members ?? []), ...named];
    const isSeen = (ring.lamps?.length ?? 0) + (ring.sounders?.length ?? 0) > 0;
    if (isSeen || called.some(place => place !== undefined && signs.has(place))) continue;
    const message = `${name} has no lamp and no sounder, nor has any place that it calls`;
    yield { code: 'site-ring-unnoticed', at, message };
  }
}

/** Levels begin at 0, one after the other, and call places that there are. */
export function* ringLevels(context: RuleContext): Iterable<Finding> {
  const places = context.site.places?.map(place => place?.id) ?? [];
  for (const { ring, at, name } of ringsOf(context)) {
    let before = -1;
    for (const [index, level] of (ring.levels ?? []).entries()) {
      const here = `${at}/levels/${index}`;
      const { after, to } = level ?? {};
      if (after !== undefined && (after <= before || (index === 0 && after !== 0))) {
        const message =
          index === 0
            ? `the first level begins at ${after}, not at 0`
            : `it begins at ${after}, the one before at ${before}`;
        yield { code: 'site-ring-levels', at: `${here}/after`, message };
      }
      const { longest = 600 } = ring;
      if (after !== undefined && after >= longest) {
        const message = `it begins at ${after}, and the ring is over after ${longest} s at the latest`;
        yield { code: 'site-ring-levels', at: `${here}/after`, message };
      }
      before = after ?? before;
      if ((to === 'available' || to === 'everyone') && !ring.members) {
        yield { code: 'site-ring-levels', at: `${here}/to`, message: `${name} has no members to call` };
      }
      yield* unknownPlaces(to, places, `${here}/to`);
    }
  }
}

function* unknownPlaces(to: unknown, places: readonly (string | undefined)[], at: string): Iterable<Finding> {
  if (!Array.isArray(to) || places.includes(undefined)) return;
  const known = places.filter(place => place !== undefined);
  for (const [index, place] of to.entries()) {
    if (known.includes(place)) continue;
    const meant = didYouMean(place, known) || `; places has ${listed(known)}`;
    yield {
      code: 'site-place-unknown',
      at: `${at}/${index}`,
      message: `${quoted(place)} is not under places${meant}`,
    };
  }
}

/** A ring cannot be missed after it is over at the latest. */
export function* ringTimes(context: RuleContext): Iterable<Finding> {
  for (const { ring, at } of ringsOf(context)) {
    const { missedAfter, longest = 600 } = ring;
    if (missedAfter === undefined || missedAfter <= longest) continue;
    const message = `a ring is over after ${longest} s at the latest`;
    yield { code: 'site-ring-times', at: `${at}/missedAfter`, message };
  }
}

/** A call for help from a counter has one group that answers, and its id is no other source's. */
export function* helpPoints(context: RuleContext): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const { ring, at } of ringsOf(context)) {
    for (const key of ['source', 'button'] as const) {
      const device = ring[key];
      if (device !== undefined) first.set(device, `${at}/${key}`);
    }
  }
  for (const { ring, at } of ringsOf(context)) {
    for (const [index, counter] of (ring.counters ?? []).entries()) {
      if (counter === undefined) continue;
      const here = `${at}/counters/${index}`;
      const before = first.get(counter);
      if (before === undefined) first.set(counter, here);
      else {
        const message = `${quoted(counter)} rings ${context.placeOf(before)} already`;
        yield { code: 'site-ring-twice', at: here, message };
      }
    }
  }
}

/** A help button calls somebody. */
export function* unheardHelp(context: RuleContext): Iterable<Finding> {
  if (context.isTroubled('/rings')) return;
  const heard = (context.site.rings ?? []).flatMap(ring => ring?.counters ?? []);
  for (const [index, counter] of (context.site.counters ?? []).entries()) {
    if (counter?.help === undefined || counter.id === undefined || heard.includes(counter.id)) continue;
    const message = `no ring has ${quoted(counter.id)} among its "counters"`;
    yield { code: 'site-help-unheard', at: pointerTo('counters', index, 'help'), message };
  }
}

/** An address is that of one office. */
export function* directoryAddresses(context: RuleContext): Iterable<Finding> {
  const first = new Map<string, string>();
  for (const [index, entry] of (context.site.directory ?? []).entries()) {
    for (const [position, address] of (entry?.addresses ?? []).entries()) {
      if (address === undefined) continue;
      const at = pointerTo('directory', index, 'addresses', position);
      const before = first.get(canonicalAddress(address));
      if (before === undefined) first.set(canonicalAddress(address), at);
      else {
        const message = `${quoted(address)} stands ${context.placeOf(before)} already`;
        yield { code: 'site-directory-twice', at, message };
      }
    }
  }
}
