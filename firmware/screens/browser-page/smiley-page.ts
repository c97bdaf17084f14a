import { lookFrom } from '../pages/shell/look';
import { smileyBody } from '../pages/smiley/smiley-body';
import type { SmileyFeed } from '../pages/smiley/smiley-feed';
import { firstPaint, ownerOfPage } from './first-paint';
import { Screen } from './screen';

const { root, usual } = firstPaint();

new Screen<SmileyFeed, null>(root, null, {
  feed: () => `/api/feedback/${ownerOfPage()}`,
  look: () => lookFrom(new URLSearchParams(location.search), usual),
  href: () => location.href,
  place: () => '',
  draw: ({ feed, connection }) => smileyBody(feed, connection),
}).start();
