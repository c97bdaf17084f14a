import { type CatalogueCode, isCatalogueCode } from '../../hal/platform/catalogue';
import { TiskiError } from '../../hal/platform/error';
import { compareVersions } from '../format/version-order';
import type { Report } from '../round/round-memory';

/** `status` of a feedback, as far as a box uses it. */
export interface Feedback {
  readonly execution: 'scheduled' | 'download' | 'downloaded' | 'proceeding' | 'rejected' | 'closed';
  readonly result: 'none' | 'success' | 'failure';
  readonly details: readonly string[];
}

export interface Standing {
  /** The release that the action names; nothing if it names none of this product. */
  readonly release: string | undefined;
  readonly running: string;
  /** Whether what runs is on trial. */
  readonly trial: boolean;
  readonly report: Report;
  /** Why the repository offered nothing the last time it was asked. */
  readonly refusal: CatalogueCode | undefined;
}

/** What no later attempt can mend. */
const forGood: readonly CatalogueCode[] = [
  'update-refused-before',
  'update-wrong-architecture',
  'update-wrong-site',
  'update-release-older',
];

/** What is to be said of an action as things stand; nothing while there is nothing to say. */
export function feedbackOf({ release, running, trial, report, refusal }: Standing): Feedback | undefined {
  if (release === undefined) return closed('failure', 'hawkbit-no-release');
  if (!trial && release === running) return closed('success');
  if (!trial && compareVersions(release, running) < 0) return closed('failure', 'update-release-older');
  if (report.release === release && report.state !== 'held') return ofReport(report);
  if (trial) return undefined;
  if (refusal !== undefined)
    return forGood.includes(refusal) ? closed('failure', refusal) : rejected(refusal);
  if (report.release === null || report.state !== 'held') return undefined;
  if (report.release === release) return said('scheduled', report.reason);
  // A channel never goes back: what it has passed it does not offer again, what is to come it may.
  return compareVersions(report.release, release) > 0
    ? closed('failure', 'hawkbit-not-offered')
    : rejected('hawkbit-not-offered');
}

function ofReport({ state, reason }: Report): Feedback | undefined {
  switch (state) {
    case 'waiting':
      return said('downloaded', reason);
    case 'starting':
    case 'trial':
      return said('proceeding', reason);
    case 'rolled-back':
      return closed('failure', reason);
    case 'failed':
      return rejected(reason);
    default:
      return undefined;
  }
}

type Reason = string | null;

function said(execution: Feedback['execution'], reason: Reason): Feedback {
  return { execution, result: 'none', details: detailsOf(reason) };
}

/** Not now; the box tries again. */
function rejected(reason: Reason): Feedback {
  return said('rejected', reason);
}

export function closed(result: 'success' | 'failure', reason: Reason = null): Feedback {
  return { execution: 'closed', result, details: detailsOf(reason) };
}

/** A code that another release has left is passed on as it is. */
function detailsOf(reason: Reason): string[] {
  if (reason === null) return [];
  return [isCatalogueCode(reason) ? new TiskiError(reason).message : reason];
}
