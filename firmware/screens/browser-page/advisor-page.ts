import { advisorBody } from '../pages/advisor/advisor-body';
import type { AdvisorFeed } from '../pages/advisor/advisor-feed';
import { argsOf } from '../pages/advisor/advisor-press';
import { type AdvisorState, advisorHref, advisorState, atTab, closed } from '../pages/advisor/advisor-state';
import { type CommandReply, postJson } from './command';
import { type FirstPaint, firstPaint, usualIn } from './first-paint';
import { Screen } from './screen';
import { TimelyPresses } from './timely-press';

start(firstPaint());

function start({ root, usual: ofSite }: FirstPaint): void {
  const presses = new TimelyPresses('advisor');
  const first = advisorState(new URLSearchParams(location.search), ofSite);
  const usual = () => usualIn(screen.feed, first.look.language);

  const screen: Screen<AdvisorFeed, AdvisorState> = new Screen(root, first, {
    feed: () => '/api/advisor',
    look: ({ look }) => look,
    href: state => advisorHref(state, usual()),
    place: ({ tab, service = '', ticket = '', choice = '' }) => `${tab} ${service} ${ticket} ${choice}`,
    draw: ({ feed, state, connection }) => advisorBody(feed, state, connection, screen.now),
    go: (query, state) => (isBusy(state) ? state : advisorState(query, usual())),
    act,
  });

  function act(name: string, value: string): void {
    const { feed, state } = screen;
    if (!feed || isBusy(state)) return;
    if (name === 'leave') void leave();
    else if (name === 'check-in') void checkIn();
    else {
      const args = argsOf(name, value, feed, state);
      if (args) void press(name, args);
      else screen.state = { ...state, press: 'none', refusal: name === 'message' ? 'choose' : 'not-now' };
    }
  }

  async function checkIn(): Promise<void> {
    const field = root.querySelector<HTMLInputElement>('#code');
    const booking = (field?.value ?? '').replace(/[\s-]/g, '').toUpperCase();
    if (booking === '') return field?.focus();
    await press('check-in', { booking, language: screen.state.look.language });
  }

  async function press(name: string, args: object): Promise<void> {
    if (screen.connection !== 'live') {
      screen.state = { ...screen.state, press: 'none', refusal: 'not-connected' };
      return;
    }
    const { refusal: _, issued: __, ...fresh } = screen.state;
    screen.state = { ...fresh, press: 'sent' };
    const reply = await presses.press(name, args, {
      now: screen.now,
      waits: () => {
        screen.state = { ...screen.state, press: 'trying' };
      },
    });
    // What stands here must be what the box has after the press, before the next one can be made.
    await screen.read().catch(() => undefined);
    if (reply) screen.state = answered(screen.state, name, reply);
    if (reply?.ok === false && reply.code === 'not-allowed') location.reload();
  }

  async function leave(): Promise<void> {
    const own = screen.feed?.own;
    const role = own === undefined ? 'advisor' : `advisor/${own}`;
    const reply = (await postJson('/api/leave', { role })) as { readonly ok: boolean };
    if (reply.ok) location.reload();
    else screen.state = { ...screen.state, refusal: 'not-connected' };
  }

  document.addEventListener('keydown', ({ key }) => {
    const { state } = screen;
    if (key === 'Escape' && !isBusy(state) && state.choice !== undefined) screen.state = closed(state);
    if (key === 'Enter' && document.activeElement?.id === 'code') act('check-in', '');
  });
  // Minutes go on though nothing happens.
  setInterval(() => screen.redraw(), 10_000);
  screen.start();
}

function isBusy({ press }: AdvisorState): boolean {
  return press === 'sent' || press === 'trying';
}

/** What the box answered, as the tablet goes on with it. */
function answered(state: AdvisorState, name: string, reply: CommandReply): AdvisorState {
  if (!reply.ok) return { ...state, press: 'none', refusal: reply.code };
  const done = { ...closed(state), press: 'done' } as const;
  if (name === 'message') return { ...atTab(state, 'messages'), press: 'done' };
  if (name !== 'take-ticket' && name !== 'check-in') return done;
  const { issueIn: _, ...next } = done;
  return { ...next, issueTime: false, issued: String(reply.result.ticket ?? '') };
}
