import { callNow } from '../pages/display/call-panel';
import { displayBody } from '../pages/display/display-body';
import type { DisplayFeed } from '../pages/display/display-feed';
import { displayState, nextChange } from '../pages/display/display-state';
import type { Connection } from '../pages/shell/frame';
import { Chime } from './chime';
import { followFeed } from './feed-stream';
import { morph } from './morph';

const root = document.querySelector<HTMLElement>('#page');
const display = location.pathname.split('/')[2];

if (root) start(root);

function start(root: HTMLElement): void {
  const query = new URLSearchParams(location.search);
  const usual = document.documentElement.dataset.usual ?? 'en';
  const chime = new Chime();
  let feed: DisplayFeed | undefined;
  let received = 0;
  let connection: Connection = 'starting';
  let called: string | undefined;
  let timer = 0;

  const draw = (): void => {
    if (!feed) return;
    const at = feed.now + performance.now() - received;
    const state = displayState(query, usual, display, at);
    const { title, locale, body } = displayBody(feed, state, connection);
    const page = document.documentElement;
    page.lang = locale;
    page.dataset.connection = connection;
    document.title = title;
    morph(root, body.markup);
    sound(feed, state);
    clearTimeout(timer);
    timer = setTimeout(draw, Math.max(1, nextChange(feed, at) - at));
  };

  /** With every number that comes on, as the sounders of the site; not with the one that stands there when the page is opened. */
  const sound = (feed: DisplayFeed, state: Parameters<typeof displayBody>[1]): void => {
    const one = feed.displays.find(({ id }) => display === undefined || id === display);
    if (!one?.chime) return;
    chime.prepare();
    const now = callNow({ feed, state });
    const name = now ? `${now.ticket} ${now.from}` : '';
    if (now && called !== undefined && called !== name) chime.play();
    called = name;
    document.documentElement.dataset.chime = chime.state;
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
