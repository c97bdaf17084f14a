import { technicianBody } from '../pages/technician/technician-body';
import type { PressSeen, TechnicianFeed } from '../pages/technician/technician-feed';
import {
  type Answer,
  mostPresses,
  type TechnicianState,
  technicianHref,
  technicianState,
} from '../pages/technician/technician-state';
import { postJson } from './command';
import { type FirstPaint, firstPaint, usualIn } from './first-paint';
import { withPatience } from './patience';
import { Presses } from './press';
import { Screen } from './screen';

/** Milliseconds in which lines of the log that come together are read once. */
const gathering = 700;

/** Milliseconds between looks whether this browser is still in. */
const lookEvery = 30_000;

start(firstPaint());

function start({ root, usual: ofSite }: FirstPaint): void {
  const presses = new Presses('technician');
  const first = technicianState(new URLSearchParams(location.search), ofSite);
  const usual = () => usualIn(screen.feed, first.look.language);

  const screen: Screen<TechnicianFeed, TechnicianState> = new Screen(root, first, {
    feed: ({ look, part, logged }) =>
      `/api/technician?language=${look.language}${part === 'log' ? `&log=${logged}` : ''}`,
    look: ({ look }) => look,
    href: state => technicianHref(state, usual()),
    place: ({ part, device }) => `${part} ${device ?? ''}`,
    draw: ({ feed, state, connection }) => technicianBody(feed, state, connection),
    go: (query, { presses, logged }) => ({ ...technicianState(query, usual()), presses, logged }),
    act: (name, value) => void act(name, value),
  });

  const answer = (kind: Answer['kind'], code?: string): void => {
    screen.state = { ...without(screen.state), answer: { kind, ...(code !== undefined && { code }) } };
  };

  const command = async (name: string, args: object): Promise<void> => {
    const reply = presses.press(name, args, () => answer('no-answer'));
    answer('moment');
    const said = await reply;
    if (said === undefined) return;
    if (said.ok) answer(name === 'mode' ? 'done' : 'asked');
    else answer(said.code === 'no-answer' ? 'no-answer' : 'refused', said.code);
  };

  const attempt = async (device: string, trial: object): Promise<void> => {
    const { ok, code } = (await postJson(`/api/technician/try/${device}`, trial)) as {
      readonly ok: boolean;
      readonly code?: string;
    };
    if (ok) answer('done');
    else if (code === 'device-needed') answer('needed');
    else answer(code === 'no-answer' ? 'no-answer' : 'refused', code);
  };

  const act = async (name: string, value: string): Promise<void> => {
    const device = value === '' ? {} : { device: value };
    const [target = '', detail = ''] = value.split(' ');
    switch (name) {
      case 'self-test':
        return command('self-test', device);
      case 'print':
        return command('self-test', { ...device, print: true });
      case 'ask-restart':
        screen.state = { ...without(screen.state), asking: device };
        document.querySelector<HTMLElement>('#no')?.focus();
        return;
      case 'ask-no':
        screen.state = without(screen.state);
        document.querySelector<HTMLElement>('#restart')?.focus();
        return;
      case 'restart':
        return command('restart', device);
      case 'mode':
        return command('mode', { mode: value });
      case 'sign':
        return attempt(target, { act: 'sign', sign: detail });
      case 'tone':
        return attempt(target, { act: 'tone', tone: detail });
      case 'segments':
      case 'roll-changed':
        return attempt(value, { act: name });
      case 'leave':
        await postJson('/api/leave', { role: 'technician' });
        location.reload();
    }
  };

  screen.start();
  follow(screen);
}

function without({ answer: _, asking: __, ...state }: TechnicianState): TechnicianState {
  return state;
}

/** Presses and the log as they come. */
function follow(screen: Screen<TechnicianFeed, TechnicianState>): void {
  const stream = new EventSource('/api/technician/stream');
  let reading = false;
  stream.addEventListener('press', ({ data }) => {
    const press = JSON.parse(data) as PressSeen;
    const presses = [press, ...screen.state.presses].slice(0, mostPresses);
    screen.state = { ...screen.state, presses };
  });
  stream.addEventListener('log', () => {
    if (reading || screen.state.part !== 'log') return;
    reading = true;
    setTimeout(() => {
      reading = false;
      screen.state = { ...screen.state, logged: screen.state.logged + 1 };
    }, gathering);
  });
  // Hours end, and tokens are revoked: then the way in is shown, not an old page.
  const look = () =>
    withPatience(signal => fetch('/api/technician', { signal })).then(
      ({ status }) => status === 403 && location.reload(),
      () => {},
    );
  stream.addEventListener('error', look);
  setInterval(look, lookEvery);
}
