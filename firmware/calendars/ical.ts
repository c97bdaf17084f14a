import type ICAL from 'ical.js';

/** A property in jCal (RFC 7265): name, parameters, type, values. */
export type JcalProperty = readonly [
  name: string,
  parameters: Readonly<Record<string, unknown>>,
  type: string,
  ...values: unknown[],
];

/** The library, loaded when the first calendar is read: most sites have none. */
export function ical(): typeof ICAL {
  return require('ical.js');
}

/**
 * The properties of a component, or undefined if the lines are not one. The parser's own words are dropped: they quote the calendar.
 */
export function propertiesOf(part: readonly string[]): readonly JcalProperty[] | undefined {
  try {
    return ical().parse(part.join('\r\n'))[1] as unknown as readonly JcalProperty[];
  } catch {
    return undefined;
  }
}

/** The first property of a name; names are in small letters. */
export function propertyOf(properties: readonly JcalProperty[], name: string): JcalProperty | undefined {
  return properties.find(([other]) => other === name);
}

/** The first value of a property if that is a text. */
export function textOf(properties: readonly JcalProperty[], name: string): string | undefined {
  const value = propertyOf(properties, name)?.[3];
  return typeof value === 'string' ? value : undefined;
}
