import { lookFrom } from '../pages/shell/look';
import { smileyBody } from '../pages/smiley/smiley-body';
import type { SmileyFeed } from '../pages/smiley/smiley-feed';
import { Screen } from './screen';

const root = document.querySelector<HTMLElement>('#page');
const unit = location.pathname.split('/')[2] ?? '';

if (root) {
  const usual = document.documentElement.dataset.usual ?? 'en';
  const screen: Screen<SmileyFeed, null> = new Screen<SmileyFeed, null>(root, null, {
    feed: () => `/api/feedback/${unit}`,
    look: () => lookFrom(new URLSearchParams(location.search), usual),
    href: () => location.href,
    place: () => '',
    draw: ({ feed, connection }) => smileyBody(feed, connection),
  });
  screen.start();
}
