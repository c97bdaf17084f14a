import { type CatalogueCode, catalogue } from './catalogue';

/**
 * The one error of the product. The code is stable and stands in the message, so that a photo of a log is enough
 * to look up what to do. Ask errors by code (`isTiskiError(error, 'printer-unreachable')`), never by text.
 */
export class TiskiError extends Error {
  readonly code: CatalogueCode;

  constructor(code: CatalogueCode, detail?: string, options?: { cause?: unknown }) {
    const what = catalogue[code].what;
    super(`${detail ? `${what}: ${detail}` : what} (${code})`, options);
    this.name = 'TiskiError';
    this.code = code;
  }

  /** What the person in front of the box should do. */
  get advice(): string {
    return catalogue[this.code].advice;
  }
}

export function isTiskiError(error: unknown, code?: CatalogueCode): error is TiskiError {
  return error instanceof TiskiError && (code === undefined || error.code === code);
}

/** A failure with a code. Of what is not ours only the kind is kept: its words could be those of whoever sent them. */
export function failureOf(error: unknown): TiskiError {
  if (isTiskiError(error)) return error;
  return new TiskiError('internal-error', error instanceof Error ? error.name : typeof error);
}

/** What the system calls a failure, such as `ENOENT`; `otherwise` for what has no such name. */
export function codeOf(error: unknown, otherwise = 'unknown'): string {
  return error instanceof Error && 'code' in error ? String(error.code) : otherwise;
}

/** The message of anything that can be thrown. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
