import type { Html } from '../html';
import type { DisplayFeed } from '../pages/display/display-feed';
import { type DisplayState, displayState, nextChange } from '../pages/display/display-state';
import type { Connection } from '../pages/shell/frame';
import { followFeed } from './feed-stream';
import { firstPaint } from './first-paint';
import { morph } from './morph';

export interface HallScreenParts {
  /** Of the site file, if the address names one. */
  readonly display: string | undefined;
  readonly body: (
    feed: DisplayFeed,
    state: DisplayState,
    connection: Connection,
  ) => { readonly title: string; readonly locale: string; readonly body: Html };
  /** After each drawing. */
  readonly drawn?: (feed: DisplayFeed, state: DisplayState) => void;
}

/** Runs a page that nobody touches: draws the feed when it comes, and again when the page looks different by time alone. */
export function runHallScreen({ display, body, drawn }: HallScreenParts): void {
  const query = new URLSearchParams(location.search);
  const { root, usual } = firstPaint();
  let feed: DisplayFeed | undefined;
  let received = 0;
  let connection: Connection = 'starting';
  let timer = 0;

  const draw = (): void => {
    if (!feed) return;
    const at = feed.now + performance.now() - received;
    const state = displayState(query, usual, display, at);
    const page = body(feed, state, connection);
    document.documentElement.lang = page.locale;
    document.documentElement.dataset.connection = connection;
    document.title = page.title;
    morph(root, page.body.markup);
    drawn?.(feed, state);
    clearTimeout(timer);
    timer = setTimeout(draw, Math.max(1, nextChange(feed, at) - at));
  };

  followFeed<DisplayFeed>({
    address: '/api/display/stream',
    feed: news => {
      feed = news;
      received = performance.now();
      draw();
    },
    live: isLive => {
      connection = isLive ? 'live' : 'lost';
      if (!isLive) draw();
    },
  });
}
