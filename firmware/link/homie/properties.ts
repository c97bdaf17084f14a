import type { Site, SiteText } from '../../config/site';
import { nameIn } from '../../texts/name-in';
import { usualLanguage } from '../../texts/usual-language';
import type { StateKind } from '../topics';

/** What Homie 5 needs to know of a value; everything here is read-only and retained. */
export interface Property {
  readonly datatype: 'integer' | 'boolean' | 'string' | 'enum';
  readonly format?: string;
  readonly unit?: string;
  /** As published; never empty, since that would delete the topic. */
  readonly value: string;
}

export interface Node {
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, Property>>;
}

/** Homie 5, "Empty string values". */
const emptyString = '\u0000';

const text = (value: string | null | undefined): Property => ({
  datatype: 'string',
  value: value || emptyString,
});

const count = (value: number): Property => ({
  datatype: 'integer',
  format: '0:',
  unit: '#',
  value: String(value),
});

const yesNo = (value: boolean): Property => ({ datatype: 'boolean', value: String(value) });

const oneOf = (format: readonly string[], value: string): Property => ({
  datatype: 'enum',
  format: format.join(','),
  value,
});

const health = (value: string) => oneOf(['ok', 'failed', 'unknown'], value);

/** Bodies of the retained messages of the link, by kind and id; the parts of them that are told here. */
export interface Bodies {
  service: {
    open: boolean;
    waiting: number;
    people: number;
    last: string | null;
    bookings?: { expected: number; arrived: number };
  };
  counter: { state: string; ticket: string | null };
  ring: { state: string; available: number };
  place: { state: string };
  'smiley-unit': { state: string; question: string | null };
  device: { health: string; code?: string };
}

/** How the body of a retained message becomes the properties of a node. */
const told: { readonly [K in StateKind]: (body: Bodies[K]) => Node['properties'] } = {
  service: ({ open, waiting, people, last, bookings }) => ({
    open: yesNo(open),
    waiting: count(waiting),
    people: count(people),
    last: text(last),
    ...(bookings && { expected: count(bookings.expected), arrived: count(bookings.arrived) }),
  }),
  counter: ({ state, ticket }) => ({
    state: oneOf(['idle', 'called', 'serving'], state),
    ticket: text(ticket),
  }),
  ring: ({ state, available }) => ({
    state: oneOf(['idle', 'ringing', 'acknowledged', 'unknown'], state),
    available: count(available),
  }),
  place: ({ state }) => ({ state: oneOf(['available', 'busy', 'away'], state) }),
  'smiley-unit': ({ state, question }) => ({
    state: oneOf(['collecting', 'off', 'unknown'], state),
    question: text(question),
  }),
  device: ({ health: value, code }) => ({ health: health(value), code: text(code) }),
};

/** The node of one retained message: one id for all kinds, since a counter and a service may have the same. */
export function nodeOf<K extends StateKind>(
  kind: K,
  id: string,
  body: Bodies[K],
  site: Site,
): [string, Node] {
  const properties = told[kind](body);
  return [`${kind}-${id}`, { name: nameOf(kind, id, site), type: `fi.tiski.${kind}`, properties }];
}

/** The node of the box itself. */
export function boxNode(body: {
  version: string;
  box: { health: string; code?: string; warnings: readonly string[] };
}): [string, Node] {
  const { version, box } = body;
  const properties = {
    health: health(box.health),
    code: text(box.code),
    warnings: count(box.warnings.length),
    version: text(version),
  };
  return ['box', { name: 'Box', type: 'fi.tiski.box', properties }];
}

function nameOf(kind: StateKind, id: string, { services, counters, places = [], languages }: Site): string {
  const named: { readonly [K in StateKind]?: readonly { readonly id: string; readonly name: SiteText }[] } = {
    service: services,
    counter: counters,
    place: places,
  };
  const name = named[kind]?.find(one => one.id === id)?.name;
  return name ? nameIn(name, usualLanguage({ languages }), languages) : id;
}
