import type { Campaign } from './campaign';
import type { RatedQuestion } from './question-set';

/** What the core needs to know of the feedback of a site. */
export interface FeedbackRules {
  readonly campaign: Campaign;
  /** Set of questions; its version follows from the day. */
  readonly set: string;
  readonly units: ReadonlyMap<string, SmileyRules>;
  /** ms after a counted answer of the touch page in which the same question counts no other. */
  readonly pageLockOut: number;
  /** Answers on paper may be keyed in. */
  readonly paper?: boolean;
}

export interface SmileyRules {
  readonly id: string;
  readonly question: RatedQuestion;
  /** ms after a counted press in which no other counts. */
  readonly lockOut: number;
}
