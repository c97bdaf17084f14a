import { postJson } from '../../../firmware/screens/browser-page/command';
import { followFacts } from '../../../firmware/screens/browser-page/live';
import type { StateView } from '../../../firmware/screens/views';
import type { BenchView } from '../bench-view';
import { Breaks } from './breaks';
import { Counters } from './counters';
import { el, setText } from './dom';
import { Facts } from './facts';
import { Kiosk } from './kiosk';
import { shine } from './lamp';
import { Lobby } from './lobby';
import { Messages } from './messages';
import { OtherDevices } from './other-devices';
import { Paper } from './paper';
import type { Part, Seen } from './part';
import { Queues } from './queues';
import { Rings } from './rings';

/** Facts from before the page was opened that it shows. */
const earlierFacts = 40;

async function read<T>(path: string): Promise<T> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: ${response.status}`);
  return response.json();
}

function partsOf(seen: Seen): readonly Part[] {
  return [
    new Kiosk(seen.state),
    new Paper(),
    new Breaks(seen),
    ...(seen.bench.rings.length > 0 ? [new Rings(seen)] : []),
    new Counters(seen.state),
    new Lobby(),
    new Queues(),
    new OtherDevices(seen),
    new Facts(),
    ...(seen.bench.messages === null ? [] : [new Messages()]),
  ];
}

function peopleSwitch(): HTMLInputElement {
  const input = el('input', {
    type: 'checkbox',
    change: () => void postJson('/simulator/api/people', { on: input.checked }),
  });
  document
    .querySelector('#controls')
    ?.prepend(el('label', { class: 'choice' }, input, 'People come by themselves'));
  return input;
}

async function start(): Promise<void> {
  let [state, bench] = await Promise.all([
    read<StateView>('/api/state'),
    read<BenchView>('/simulator/api/state'),
  ]);
  const parts = partsOf({ state, bench });
  const people = bench.people === null ? undefined : peopleSwitch();
  const show = () => {
    for (const part of parts) part.show?.({ state, bench });
    if (people) people.checked = bench.people === true;
  };
  document.querySelector('#bench')?.replaceChildren(...parts.map(({ element }) => element));
  const language = state.languages[0] ?? 'en';
  const subject = document.querySelector('#subject');
  if (subject)
    setText(subject, `${state.name[language] ?? state.site}: a whole service point without hardware`);
  show();

  const link = document.querySelector('#link');
  followFacts({
    after: Math.max(0, state.sequence - earlierFacts),
    fact: fact => {
      for (const part of parts) part.fact?.(fact);
    },
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
  const stream = new EventSource('/simulator/api/stream');
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
