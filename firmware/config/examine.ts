import { Value } from '@sinclair/typebox/value';
import { examineDevices } from './devices';
import { type Draft, soundParts } from './draft';
import { type Drivers, installedDrivers } from './drivers';
import { formFindings } from './form';
import { outwards } from './pointer';
import { type Finding, withoutConsequences } from './problem';
import type { RoleForm } from './roles';
import type { RuleContext, Surroundings } from './rules/rule';
import type { SatelliteSite } from './satellite-site';
import type { Site } from './site';

export interface Examination {
  readonly form: RoleForm;
  readonly value: unknown;
  /** Whether anything can be said beyond the form; not where a setting stands twice, and it is open which is meant. */
  readonly hasMeaning: boolean;
  /** Those of this program, if left out. */
  readonly drivers?: Drivers;
  readonly fileExists: (name: string) => boolean;
  readonly surroundings?: Surroundings;
  /** How a scalar is written in the document, by pointer. */
  readonly written: (pointer: string) => string | undefined;
  /** Where a setting stands, such as `on line 7`. */
  readonly placeOf: (pointer: string) => string;
}

export interface Examined {
  /** With its defaults; has the type of the form only if no finding is an error. */
  readonly value: unknown;
  /** One per cause as far as causes can be told apart. */
  readonly findings: Finding[];
}

/** Holds a site against its schema, the schemas of its drivers and the rules. Changes nothing and never throws. */
export function examine(examination: Examination): Examined {
  const { form, hasMeaning, drivers = installedDrivers, fileExists, written, placeOf } = examination;
  const { schema, rules } = form;
  const value = Value.Default(schema, examination.value);
  const devices = examineDevices(value, drivers, written);
  const formed = [...formFindings({ schema, value, base: '', written }), ...devices.findings];
  const troubled = new Set(formed.flatMap(({ at }) => [...outwards(at)]));
  const context: RuleContext<Site & SatelliteSite> = {
    schema,
    site: (soundParts(schema, value) ?? {}) as Draft<Site & SatelliteSite>,
    isTroubled: pointer => troubled.has(pointer),
    driverOf: device => devices.drivers.get(device),
    fileExists,
    ...(examination.surroundings && { surroundings: examination.surroundings }),
    placeOf,
  };
  const consequences = hasMeaning ? rules.flatMap(rule => [...rule(context)]) : [];
  return { value, findings: withoutConsequences([...formed, ...consequences]) };
}
