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
import type { RuleContext } from './rules/rule';
import { rules } from './rules/rules';
import { type Site, SiteSchema } from './site';

export interface CheckOptions {
  /** Those of this program, if left out. */
  readonly drivers?: Drivers;
  /** Whether a file beside the site file is there; looks at the disk, if left out. */
  readonly fileExists?: (name: string) => boolean;
}

export interface CheckedSite {
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
  if (document.value === undefined) return { value: undefined, problems: arranged(problems) };
  if (document.value === null) {
    const problem = problemAt({ file, line: 1, column: 1 }, 'site-empty', 'there is nothing in the file');
    return { value: undefined, problems: [problem] };
  }
  const value = Value.Default(SiteSchema, document.value);
  const written = (pointer: string) => document.written(pointer);
  const devices = examineDevices(value, options.drivers ?? installedDrivers, written);
  const form = [...formFindings({ schema: SiteSchema, value, base: '', written }), ...devices.findings];
  const troubled = new Set(form.flatMap(({ at }) => [...outwards(at)]));
  const context: RuleContext = {
    site: (soundParts(SiteSchema, value) ?? {}) as Draft<Site>,
    isTroubled: pointer => troubled.has(pointer),
    driverOf: device => devices.drivers.get(device),
    fileExists: options.fileExists ?? (name => existsSync(join(dirname(file), name))),
    lineOf: pointer => document.position(pointer).line,
  };
  // Where a setting stands twice it is open which is meant, and so is whatever a rule would say.
  const consequences = problems.length > 0 ? [] : rules.flatMap(rule => [...rule(context)]);
  const findings = withoutConsequences([...form, ...consequences]);
  for (const { at, on, code, message } of findings) {
    problems.push(problemAt({ file, ...document.position(at, on) }, code, message));
  }
  return { value, problems: arranged(problems) };
}
