import { usualLanguage } from '../../../texts/usual-language';
import type { Html } from '../../html';
import { pageDocument } from '../shell/document';
import { lookFrom } from '../shell/look';
import { smileyBody } from './smiley-body';
import type { SmileyFeed } from './smiley-feed';

/** The sign beside a smiley unit as the box sends it. */
export function smileyDocument(feed: SmileyFeed, query: URLSearchParams): Html {
  const usual = usualLanguage(feed);
  return pageDocument({
    name: 'smiley',
    look: lookFrom(query, usual),
    usual,
    ...smileyBody(feed, 'starting'),
  });
}
