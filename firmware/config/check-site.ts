import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SiteDocument } from './document';
import type { Drivers } from './drivers';
import { examine } from './examine';
import { arranged, type Problem, problemAt } from './problem';
import { formOf, type Role } from './roles';
import type { Surroundings } from './rules/rule';

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
  const form = formOf(document.value);
  const { role } = form;
  if (document.value === undefined) return { role, value: undefined, problems: arranged(problems) };
  if (document.value === null) {
    const problem = problemAt({ file, line: 1, column: 1 }, 'site-empty', 'there is nothing in the file');
    return { role, value: undefined, problems: [problem] };
  }
  const { value, findings } = examine({
    form,
    value: document.value,
    hasMeaning: problems.length === 0,
    written: pointer => document.written(pointer),
    fileExists: options.fileExists ?? (name => existsSync(join(dirname(file), name))),
    placeOf: pointer => `on line ${document.position(pointer).line}`,
    ...(options.drivers && { drivers: options.drivers }),
    ...(options.surroundings && { surroundings: options.surroundings }),
  });
  for (const { at, on, code, message } of findings) {
    problems.push(problemAt({ file, ...document.position(at, on) }, code, message));
  }
  return { role, value, problems: arranged(problems) };
}
