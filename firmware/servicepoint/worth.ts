import type { EventType } from './events';

/**
 * What goes first when nobody has fetched the facts for so long that the disk budget is used (product.md, "Nothing is lost"): how a device was a
 * month ago is worth less than who was served, and that is in the figures of its day as well.
 */
export const classesOfWorth = [
  /** How devices and chains were, and what was asked for in vain. A replay can do without: it takes them for unknown. */
  { name: 'device', rule: 'anywhere' },
  /** What happened on the way: presence, recalls, prints, levels of a ring. */
  { name: 'course' },
  { name: 'ring' },
  { name: 'ticket' },
  /** Figures, released feedback, and what happened to the box. */
  { name: 'record' },
  /** What tells of drops. */
  { name: 'drops', rule: 'never' },
] as const;

type Worth = (typeof classesOfWorth)[number]['name'];

const ofTypes: Partial<Record<EventType, Worth>> = {
  'appliance.command-refused': 'device',
  'appliance.configuration-refused': 'device',
  'appliance.events-dropped': 'drops',
  'appliance.health-changed': 'device',
  'appliance.tested': 'device',
  'ring.chain-lost': 'device',
  'ring.chain-restored': 'device',
  'ring.escalated': 'course',
  'ring.acknowledged': 'course',
  'ticket.printed': 'course',
  'ticket.print-unconfirmed': 'course',
  'ticket.recalled': 'course',
  'ticket.overdue': 'course',
};

const ofFamilies: Readonly<Record<string, Worth>> = {
  device: 'device',
  presence: 'course',
  message: 'course',
  ring: 'ring',
  ticket: 'ticket',
};

/** What a published fact is worth. */
export function worthOf(type: EventType): Worth {
  return ofTypes[type] ?? ofFamilies[type.slice(0, type.indexOf('.'))] ?? 'record';
}
