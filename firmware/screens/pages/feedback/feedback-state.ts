import { type Look, lookFrom, lookQuery } from '../shell/look';
import { queryHref } from '../shell/query';

/** How far this customer is. All but what is written stands in the address, so that a reload loses nothing. */
export interface FeedbackState {
  readonly look: Look;
  readonly service?: string;
  /** Id of the question; that of the service, if left out. */
  readonly question?: string;
  /** Whether this customer hears the page by headset. */
  readonly listens: boolean;
  /** Something has been kept. */
  readonly given: boolean;
  /** Nothing is left to ask. */
  readonly over: boolean;
  /** How the press under way stands. */
  readonly press: 'none' | 'sent' | 'trying';
  /** The answer that the press gives. */
  readonly pressed?: number;
  /** Code of the last refusal. */
  readonly refusal?: string;
  /** Seconds until the page starts over; absent while somebody is there. */
  readonly leaving?: number;
}

/** @param language of the site, where the query names none */
export function feedbackState(query: URLSearchParams, language: string): FeedbackState {
  const service = query.get('service') ?? undefined;
  const question = query.get('question') ?? undefined;
  return {
    look: lookFrom(query, language),
    ...(service && { service }),
    ...(service && question && { question }),
    listens: query.has('listen'),
    given: query.has('given'),
    over: query.has('over'),
    press: 'none',
  };
}

/** @param usual language of the site */
export function feedbackHref({ look, ...state }: FeedbackState, usual: string): string {
  return queryHref({
    ...lookQuery(look, usual),
    ...(state.listens && { listen: '' }),
    ...(state.service && !state.over && { service: state.service }),
    ...(state.service && !state.over && state.question && { question: state.question }),
    ...(state.given && { given: '' }),
    ...(state.over && { over: '' }),
  });
}

/** The page as the next customer finds it: the look of the one before goes with them. */
export function startOver(language: string): FeedbackState {
  return feedbackState(new URLSearchParams(), language);
}
