import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { displayBody } from './display-body';
import type { DisplayFeed } from './display-feed';
import { displayState } from './display-state';

/** The page of a display as the box sends it. @param display of the site file, if the address names one */
export function displayDocument(feed: DisplayFeed, query: URLSearchParams, display?: string): Html {
  const usual = usualLanguage(feed);
  const state = displayState(query, usual, display, feed.now);
  return pageDocument({ name: 'display', look: state.look, usual, ...displayBody(feed, state, 'starting') });
}
