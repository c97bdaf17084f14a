import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';

/** One thing that a person must know about the site file. `warning`: the box runs with it, but someone probably meant otherwise. */
export interface Problem {
  /** As it was given to the checker. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** From 1, in UTF-16 units, as editors count. */
  readonly column: number;
  readonly code: CatalogueCode;
  readonly severity: 'error' | 'warning';
  /** What is wrong here: the value and what was expected. */
  readonly message: string;
  /** What to do. */
  readonly advice: string;
}

/** A problem before it is known where in the file it stands. */
export interface Finding {
  readonly code: CatalogueCode;
  /** JSON pointer of the setting. */
  readonly at: string;
  /** Point at the name of the setting instead of its value. */
  readonly on?: 'key';
  readonly message: string;
}

const warnings: ReadonlySet<CatalogueCode> = new Set<CatalogueCode>([
  'site-translation-extra',
  'site-language-doubtful',
  'site-device-unused',
  'site-organisation-unused',
  'site-mqtt-plain',
  'site-button-signless',
  'site-calendar-plain',
  'site-neighbour-plain',
  'tls-expires-soon',
  'tls-not-yet-valid',
]);

export function severityOf(code: CatalogueCode): Problem['severity'] {
  return warnings.has(code) ? 'warning' : 'error';
}

export function problemAt(
  place: { readonly file: string; readonly line: number; readonly column: number },
  code: CatalogueCode,
  message: string,
): Problem {
  const { file, line, column } = place;
  return { file, line, column, code, severity: severityOf(code), message, advice: catalogue[code].advice };
}

/** `file:line:column: code: message — advice`, the form that editors and terminals can follow. */
export function printed(problem: Problem): string {
  const { file, line, column, code, severity, message, advice } = problem;
  const mark = severity === 'warning' ? 'warning: ' : '';
  return `${file}:${line}:${column}: ${mark}${code}: ${message} — ${advice}`;
}

/** What is wrong with the form of a setting hides what follows from it: the first code that speaks of a setting is heard alone. */
export function withoutConsequences(findings: readonly Finding[]): Finding[] {
  const heard = new Map<string, CatalogueCode>();
  return findings.filter(({ at, code }) => {
    const first = heard.get(at);
    if (first === undefined) heard.set(at, code);
    return first === undefined || first === code;
  });
}

/** By place, none twice: through an alias one text can be wrong for two settings. */
export function arranged(problems: readonly Problem[]): Problem[] {
  const seen = new Set<string>();
  return problems
    .filter(({ line, column, code, message }) => {
      const problem = `${line}:${column} ${code} ${message}`;
      return !seen.has(problem) && seen.add(problem);
    })
    .sort((a, b) => a.line - b.line || a.column - b.column);
}
