import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { counterBody } from './counter-body';
import type { CounterFeed } from './counter-feed';
import { counterState } from './counter-state';

/** The panel of a counter as the box sends it. */
export function counterDocument(feed: CounterFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = counterState(query, usual);
  return pageDocument({
    name: 'counter',
    look: state.look,
    usual,
    ...counterBody(feed, state, 'starting', feed.now),
  });
}
