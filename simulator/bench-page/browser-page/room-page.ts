import { followFacts } from '../../../firmware/screens/browser-page/live';
import type { StateView } from '../../../firmware/screens/views';
import type { BenchView } from '../bench-view';
import { Breaks } from './breaks';
import { setText } from './dom';
import { shine } from './lamp';
import { Messages } from './messages';
import { Paper } from './paper';
import type { Part, Seen } from './part';
import { Rings } from './rings';
import { Controls } from './room/controls';
import { Roles } from './room/roles';
import { RoomPicture } from './room/room-picture';

async function read<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function partsOf(seen: Seen): readonly Part[] {
  return [
    new RoomPicture(seen),
    new Roles(seen.state),
    new Controls(seen),
    new Paper(),
    new Breaks(seen),
    ...(seen.bench.rings.length > 0 ? [new Rings(seen)] : []),
    ...(seen.bench.messages === null ? [] : [new Messages()]),
  ];
}

/** The stream begins with how everything is, so it need not be asked for as well. */
function firstOf(stream: EventSource): Promise<BenchView> {
  return new Promise((resolve, reject) => {
    stream.addEventListener('bench', ({ data }) => resolve(JSON.parse(data)), { once: true });
    stream.addEventListener('error', () => reject(new Error(stream.url)), { once: true });
  });
}

async function start(): Promise<void> {
  const stream = new EventSource('/simulator/api/stream');
  let [state, bench] = await Promise.all([read<StateView>('/api/state'), firstOf(stream)]);
  const parts = partsOf({ state, bench });
  const show = () => {
    for (const part of parts) part.show?.({ state, bench });
  };
  document.querySelector('#room')?.replaceChildren(...parts.map(({ element }) => element));
  const subject = document.querySelector('#subject');
  const name = state.name.en ?? state.name[state.languages[0] ?? ''] ?? state.site;
  if (subject) setText(subject, `${name}: a joint public service point`);
  show();

  const link = document.querySelector('#link');
  followFacts({
    refresh: async () => {
      state = await read<StateView>('/api/state');
      show();
    },
    live: isLive => {
      if (!link) return;
      setText(link, isLive ? 'Live' : 'No connection: what stands here is old');
      link.className = isLive ? 'live' : 'lost';
    },
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

start().catch(error => {
  const link = document.querySelector('#link');
  if (link) setText(link, `The page could not start: ${error.message}`);
});
