import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { SiteDocument } from './document';
import { formFindings } from './form';
import { arranged, type Finding, type Problem, problemAt } from './problem';
import { readSiteFile } from './read-site-file';

export { exactly } from '../servicepoint/vocabulary';
export { dayOf } from './date';
export { plain as plainSchema } from './editor-schema';
export { means } from './meaning';
export { type Finding, type Problem, printed } from './problem';
export { CalendarDate, TimeOfDay, Weekday } from './site-hours';
export { didYouMean } from './suggest';
export { minutesOf } from './time-of-day';

export interface CheckedDocument {
  /** With its defaults; has the type of the schema only if there is no problem. */
  readonly value: unknown;
  /** By place. */
  readonly problems: readonly Problem[];
  /** What was found out later about the same file, with the places where it stands. */
  problemsAt(findings: readonly Finding[]): Problem[];
}

/** A YAML file of another form than the site's, read and checked as the site file is. Never throws. */
export function checkDocument(file: string, schema: TSchema): CheckedDocument {
  const read = readSiteFile(file);
  if ('problem' in read) return { value: undefined, problems: [read.problem], problemsAt: () => [] };
  const document = SiteDocument.of(read.source);
  const value = Value.Default(schema, document.value);
  const problemsAt = (findings: readonly Finding[]) =>
    arranged(
      findings.map(({ at, on, code, message }) =>
        problemAt({ file, ...document.position(at, on) }, code, message),
      ),
    );
  const faults = document.faults.map(fault => problemAt({ file, ...fault }, fault.code, fault.message));
  const isSyntaxBroken = document.value === undefined;
  const formed = isSyntaxBroken
    ? []
    : formFindings({ schema, value, base: '', written: pointer => document.written(pointer) });
  return { value, problems: arranged([...faults, ...problemsAt(formed)]), problemsAt };
}
