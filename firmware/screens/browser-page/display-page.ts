import { callNow } from '../pages/display/call-panel';
import { displayBody } from '../pages/display/display-body';
import { Chime } from './chime';
import { ownerOfPage } from './first-paint';
import { runHallScreen } from './hall-screen';

const display = ownerOfPage();
const chime = new Chime();
let called: string | undefined;

runHallScreen({
  display,
  body: displayBody,
  /** A chime with every number that comes on, as the sounders of the site; not with the one that stands there when the page is opened. */
  drawn: (feed, state) => {
    const one = feed.displays.find(({ id }) => display === undefined || id === display);
    if (!one?.chime) return;
    chime.prepare();
    const now = callNow({ feed, state });
    const name = now ? `${now.ticket} ${now.from}` : '';
    if (now && called !== undefined && called !== name) chime.play();
    called = name;
    document.documentElement.dataset.chime = chime.state;
  },
});
