import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import { examineDevices } from './devices';
import { SiteDocument } from './document';
import { type Draft, soundParts } from './draft';
import { type Drivers, installedDrivers } from './drivers';
import { formFindings } from './form';
import { outwards } from './pointer';
import { arranged, type Problem, problemAt, withoutConsequences } from './problem';
import { formOf, type Role } from './roles';
import type { RuleContext, Surroundings } from './rules/rule';
import type { SatelliteSite } from './satellite-site';
import type { Site } from './site';

export interface CheckOptions {
  /** Those of this program, if left out. */
  readonly drivers?: Drivers;
  /** Whether a file beside the site file is there; looks at the disk, if left out. */
  readonly fileExists?: (name: string) => boolean;
  /** Judges what the files for TLS hold as well; left out where a box starts, which must serve whatever became of a certificate. */
  readonly surroundings?: Surroundings;
}

export interface CheckedSite {
  /** Of the box whose file it is. */
  readonly role: Role;
  /** The whole file with its defaults; has the type only if no problem is an error. */
  readonly value: unknown;
  /** By place; one per cause as far as causes can be told apart. */
  readonly problems: Problem[];
}

/** Checks the text of a site file and says everything that is wrong with it at once. Never throws. */
export function checkSite(source: string, file: string, options: CheckOptions = {}): Problem[] {
  return examineSite(source, file, options).problems;
}

/** As `checkSite`, with what was read. */
export function examineSite(source: string, file: string, options: CheckOptions = {}): CheckedSite {
  const document = SiteDocument.of(source);
  const problems = document.faults.map(fault => problemAt({ file, ...fault }, fault.code, fault.message));
  const { role, schema, rules } = formOf(document.value);
  if (document.value === undefined) return { role, value: undefined, problems: arranged(problems) };
  if (document.value === null) {
    const problem = problemAt({ file, line: 1, column: 1 }, 'site-empty', 'there is nothing in the file');
    return { role, value: undefined, problems: [problem] };
  }
  const value = Value.Default(schema, document.value);
  const written = (pointer: string) => document.written(pointer);
  const devices = examineDevices(value, options.drivers ?? installedDrivers, written);
  const form = [...formFindings({ schema, value, base: '', written }), ...devices.findings];
  const troubled = new Set(form.flatMap(({ at }) => [...outwards(at)]));
  const context: RuleContext<Site & SatelliteSite> = {
    schema,
    site: (soundParts(schema, value) ?? {}) as Draft<Site & SatelliteSite>,
    isTroubled: pointer => troubled.has(pointer),
    driverOf: device => devices.drivers.get(device),
    fileExists: options.fileExists ?? (name => existsSync(join(dirname(file), name))),
    ...(options.surroundings && { surroundings: options.surroundings }),
    placeOf: pointer => `on line ${document.position(pointer).line}`,
  };
  // Where a setting stands twice it is open which is meant, and so is whatever a rule would say.
  const consequences = problems.length > 0 ? [] : rules.flatMap(rule => [...rule(context)]);
  const findings = withoutConsequences([...form, ...consequences]);
  for (const { at, on, code, message } of findings) {
    problems.push(problemAt({ file, ...document.position(at, on) }, code, message));
  }
  return { role, value, problems: arranged(problems) };
}
