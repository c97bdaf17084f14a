import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';

/** An error of the file system as a code; nothing if it is another kind of error. */
export function diskRefusal(error: unknown): TiskiError | undefined {
  const code =
    error instanceof Error && !isTiskiError(error) ? (error as NodeJS.ErrnoException).code : undefined;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new TiskiError('update-no-space', messageOf(error), { cause: error });
  if (code?.match(/^E[A-Z0-9]+$/))
    return new TiskiError('update-disk-failed', messageOf(error), { cause: error });
  return undefined;
}
