import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { displayState } from '../display/display-state';
import { pageDocument } from '../shell/document';
import type { TodayFeed } from '../today/today-feed';
import { infoTvBody } from './info-tv-body';

/** The page for info-TVs as the box sends it. */
export function infoTvDocument(feed: TodayFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = displayState(query, usual, undefined, feed.now);
  return pageDocument({ name: 'info-tv', look: state.look, usual, ...infoTvBody(feed, state, 'starting') });
}
