import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { feedbackBody } from './feedback-body';
import type { FeedbackFeed } from './feedback-feed';
import { feedbackState } from './feedback-state';

/** The touch page as the box sends it. */
export function feedbackDocument(feed: FeedbackFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = feedbackState(query, usual);
  return pageDocument({
    name: 'feedback',
    look: state.look,
    usual,
    ...feedbackBody(feed, state, 'starting'),
  });
}
