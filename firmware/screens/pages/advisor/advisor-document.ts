import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { advisorBody } from './advisor-body';
import type { AdvisorFeed } from './advisor-feed';
import { advisorState } from './advisor-state';

/** The tablet of a lobby advisor as the box sends it. */
export function advisorDocument(feed: AdvisorFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = advisorState(query, usual);
  return pageDocument({
    name: 'advisor',
    look: state.look,
    usual,
    ...advisorBody(feed, state, 'starting', feed.now),
  });
}
