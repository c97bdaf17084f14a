import { type Fact, followFacts } from '../../../firmware/screens/browser-page/live';
import { withPatience } from '../../../firmware/screens/browser-page/patience';
import type { StateView } from '../../../firmware/screens/views';
import type { BenchView } from '../bench-view';
import { setText } from './dom';
import { shine } from './lamp';
import type { Part, Seen } from './part';

export interface LiveSiteOptions {
  /** Where the parts stand. */
  readonly place: string;
  readonly partsOf: (seen: Seen) => readonly Part[];
  /** What the page is about, with the name of the point in it. */
  readonly subject: (state: StateView) => string;
  /** Facts from before the page was opened that its parts are told; none, if left out. */
  readonly earlierFacts?: number;
}

/** Shows a page of the simulated site, and goes on with what box and site say; tells a page that could not start, or is old. */
export function showLiveSite(options: LiveSiteOptions): void {
  start(options).catch(error => tell(`The page could not start: ${error.message}`, ''));
}

async function start({ place, partsOf, subject, earlierFacts }: LiveSiteOptions): Promise<void> {
  const stream = new EventSource('/simulator/api/stream');
  let [state, bench] = await Promise.all([readState(), firstOf(stream)]);
  const parts = partsOf({ state, bench });
  const show = () => {
    for (const part of parts) part.show?.({ state, bench });
  };
  const main = parts.filter(part => part.place === undefined);
  document.querySelector(place)?.replaceChildren(...main.map(({ element }) => element));
  for (const { place, element } of parts)
    if (place !== undefined) document.querySelector(place)?.prepend(element);
  const heading = document.querySelector('#subject');
  if (heading) setText(heading, subject(state));
  show();

  followFacts({
    ...(earlierFacts !== undefined && {
      after: Math.max(0, state.sequence - earlierFacts),
      fact: (fact: Fact) => {
        for (const part of parts) part.fact?.(fact);
      },
    }),
    refresh: async () => {
      state = await readState();
      show();
    },
    live: isLive => (isLive ? tell('Live', 'live') : tell('No connection: what stands here is old', 'lost')),
  });
  stream.addEventListener('bench', ({ data }) => {
    bench = JSON.parse(data);
    show();
  });
  stream.addEventListener('light', ({ data }) => {
    const { lamp, light } = JSON.parse(data);
    shine(lamp, light);
  });
}

const readState = (): Promise<StateView> =>
  withPatience(async signal => {
    const response = await fetch('/api/state', { signal });
    if (!response.ok) throw new Error(`${response.url}: ${response.status}`);
    return response.json();
  });

/** The stream begins with how everything is, so it need not be asked for as well. */
function firstOf(stream: EventSource): Promise<BenchView> {
  return new Promise((resolve, reject) => {
    stream.addEventListener('bench', ({ data }) => resolve(JSON.parse(data)), { once: true });
    stream.addEventListener('error', () => reject(new Error(stream.url)), { once: true });
  });
}

function tell(text: string, look: string): void {
  const link = document.querySelector('#link');
  if (!link) return;
  setText(link, text);
  link.className = look;
}
