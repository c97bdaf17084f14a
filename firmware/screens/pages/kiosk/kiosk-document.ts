import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { kioskBody } from './kiosk-body';
import type { KioskFeed } from './kiosk-feed';
import { kioskState } from './kiosk-state';

/** The page of a kiosk as the box sends it. */
export function kioskDocument(feed: KioskFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  const state = kioskState(query, usual);
  return pageDocument({ name: 'kiosk', look: state.look, usual, ...kioskBody(feed, state, 'starting') });
}
