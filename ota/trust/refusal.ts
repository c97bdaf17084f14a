import { LengthOrHashMismatchError, UnsignedMetadataError } from '@tufjs/models/dist/error';
import { BadVersionError, DownloadHTTPError, ExpiredMetadataError } from 'tuf-js/dist/error';
import type { CatalogueCode } from '../../hal/platform/catalogue';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';
import { diskRefusal } from './disk-refusal';

/** What tuf-js was doing when it refused. */
export interface Refused {
  readonly error: unknown;
  readonly step: 'root' | 'timestamp' | 'snapshot' | 'targets' | 'transfer';
  /** Whether the file's version is another than the file above it names: a part of another state. */
  readonly misplaced: boolean;
}

/** The refusal of tuf-js as a code of ours. */
export function refusalOf({ error, step, misplaced }: Refused): TiskiError {
  if (isTiskiError(error)) return error;
  const ofDisk = diskRefusal(error);
  if (ofDisk) return ofDisk;
  return new TiskiError(codeOf(error, step, misplaced), `${step}: ${messageOf(error)}`, { cause: error });
}

function codeOf(error: unknown, step: Refused['step'], misplaced: boolean): CatalogueCode {
  if (error instanceof UnsignedMetadataError) return signatureCode(error);
  if (error instanceof ExpiredMetadataError) return 'update-frozen';
  if (error instanceof LengthOrHashMismatchError) return 'update-mixed';
  if (error instanceof BadVersionError)
    return misplaced || step === 'targets' ? 'update-mixed' : 'update-rollback';
  if (error instanceof DownloadHTTPError) return 'update-not-found';
  return 'update-metadata-invalid';
}

/** Nobody known signed it, or some did but too few. tuf-js says how many in the message alone. */
function signatureCode(error: Error): CatalogueCode {
  const { known = '0' } = { ...error.message.match(/signed by (?<known>\d+)\//)?.groups };
  return known === '0' ? 'update-signature-wrong' : 'update-threshold-unmet';
}
