import { counterBody } from '../pages/counter/counter-body';
import type { CounterFeed } from '../pages/counter/counter-feed';
import { argsOf } from '../pages/counter/counter-press';
import {
  type Choice,
  type CounterState,
  counterHref,
  counterState,
  withoutChoice,
  withoutRefusal,
} from '../pages/counter/counter-state';
import { keys } from '../pages/counter/keys';
import { postJson } from './command';
import { type FirstPaint, firstPaint, ownerOfPage, usualIn } from './first-paint';
import { Screen } from './screen';
import { TimelyPresses } from './timely-press';

const counter = ownerOfPage();

start(firstPaint());

function start({ root, usual: ofSite }: FirstPaint): void {
  const presses = new TimelyPresses(`counter/${counter}`);
  const first = counterState(new URLSearchParams(location.search), ofSite);
  const usual = () => usualIn(screen.feed, first.look.language);

  const screen: Screen<CounterFeed, CounterState> = new Screen(root, first, {
    feed: () => `/api/counter/${counter}`,
    look: ({ look }) => look,
    href: state => counterHref(state, usual()),
    place: ({ choice = '' }) => choice,
    draw: ({ feed, state, connection }) => counterBody(feed, state, connection, screen.now),
    go: (query, { look, ...state }) => ({ ...state, look: counterState(query, usual()).look }),
    act,
  });

  function act(name: string, value: string): void {
    const { feed } = screen;
    if (!feed) return;
    if (name.startsWith('open-')) toggle(name.slice('open-'.length) as Choice);
    else if (name === 'close') close();
    else if (name === 'leave') void leave();
    else {
      const args = argsOf(name, value, feed);
      if (args) void press(name, args);
      else refuse();
    }
  }

  async function press(name: string, args: object): Promise<void> {
    if (screen.state.press !== 'none') return;
    if (screen.connection !== 'live') return tell('not-connected');
    screen.state = { ...withoutRefusal(screen.state), press: 'sent' };
    const reply = await presses.press(name, args, {
      now: screen.now,
      waits: () => {
        screen.state = { ...screen.state, press: 'trying' };
        showLine();
      },
    });
    // What stands here must be what the box has after the press, before the next one can be made.
    await screen.read().catch(() => undefined);
    screen.state = { ...screen.state, press: 'none' };
    if (reply?.ok === false) tell(reply.code);
    else screen.state = withoutChoice(screen.state);
  }

  function tell(refusal: string): void {
    screen.state = { ...screen.state, refusal };
    showLine();
  }

  /** On a small screen the line below the buttons may be out of sight. */
  function showLine(): void {
    root.querySelector('#press')?.scrollIntoView({ block: 'nearest' });
  }

  /** Nothing that is pressed is without a sign, also what has no effect now. */
  function refuse(): void {
    if (screen.state.press === 'none') tell('not-now');
  }

  function toggle(choice: Choice): void {
    const { state } = screen;
    if (state.choice === choice) close();
    else if (state.press === 'none') screen.state = { ...withoutRefusal(state), choice };
  }

  /** The focus goes back to where it was opened from. */
  function close(): void {
    const { choice } = screen.state;
    screen.state = withoutRefusal(withoutChoice(screen.state));
    root.querySelector<HTMLElement>(`#${choice}, #open-${choice}`)?.focus();
  }

  async function leave(): Promise<void> {
    const reply = (await postJson('/api/leave', { role: `counter/${counter}` })) as { readonly ok: boolean };
    if (reply.ok) location.reload();
    else tell('not-connected');
  }

  root.addEventListener(
    'click',
    event => {
      const button = event.target instanceof Element ? event.target.closest('button') : undefined;
      if (button?.getAttribute('aria-disabled') !== 'true') return;
      event.stopImmediatePropagation();
      refuse();
    },
    { capture: true },
  );

  document.addEventListener('keydown', event => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey || event.repeat) return;
    if (event.key === 'Escape' && screen.state.choice !== undefined) close();
    const id = Object.entries(keys).find(([, key]) => key === event.key)?.[0];
    if (id === undefined) return;
    event.preventDefault();
    root.querySelector<HTMLElement>(`#${id}`)?.click();
  });

  setInterval(() => screen.redraw(), 1000);
  screen.start();
}
