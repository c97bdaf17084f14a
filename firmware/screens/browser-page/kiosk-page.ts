import { kioskBody } from '../pages/kiosk/kiosk-body';
import type { KioskFeed, KioskTicket } from '../pages/kiosk/kiosk-feed';
import {
  type KioskState,
  kioskHref,
  kioskState,
  mostTyped,
  startOver,
  toServices,
} from '../pages/kiosk/kiosk-state';
import { paperOf } from '../pages/kiosk/ticket-step';
import { moveFocusByArrows } from './arrow-keys';
import type { CommandReply } from './command';
import { type FirstPaint, firstPaint, ownerOfPage, usualIn } from './first-paint';
import { Idle } from './idle';
import { Presses } from './press';
import { Screen } from './screen';
import { spokenGuidance } from './spoken-guidance';

/** Seconds in which somebody who is asked can still stay (WCAG 2.2, 2.2.1: at least twenty). */
const toAnswer = 20;

/** Seconds after which a number that is on paper leaves the screen. */
const paperTaken = 15;

const kiosk = ownerOfPage();

start(firstPaint());

function start({ root, usual: ofSite }: FirstPaint): void {
  const presses = new Presses('customer');
  const first = kioskState(new URLSearchParams(location.search), ofSite);
  const usual = () => usualIn(screen.feed, first.look.language);

  const screen: Screen<KioskFeed, KioskState> = new Screen(root, first, {
    feed: ({ ticket }) =>
      `/api/kiosk/${kiosk}${ticket === undefined ? '' : `?ticket=${encodeURIComponent(ticket)}`}`,
    look: ({ look }) => look,
    href: state => kioskHref(state, usual()),
    place: ({ step, service = '', leaving }) =>
      `${step} ${service} ${leaving === undefined ? '' : 'leaving'}`,
    draw: ({ feed, state, connection }) => kioskBody(feed, state, connection),
    go: (query, state) => ({
      ...kioskState(query, usual()),
      ...(state.step === 'check-in' && query.has('check-in') && { typed: state.typed }),
      ...(state.issued && query.has('ticket') && { issued: state.issued }),
      ...(state.press !== 'none' && { press: state.press }),
    }),
    act,
  });

  const guide = spokenGuidance(root, listens => {
    screen.state = { ...screen.state, listens };
  });

  const idle = new Idle({
    after: () => secondsOf(screen.state, screen.feed),
    toAnswer: () => toAnswer,
    isAtStart: () => isAtStart(screen.state, usual()),
    asks: leaving => {
      const { leaving: _, ...state } = screen.state;
      screen.state = leaving === undefined ? state : { ...state, leaving };
    },
    leaves: leave,
  });

  function act(name: string, value: string): void {
    const { state } = screen;
    if (name === 'take') void take();
    else if (name === 'check-in') void checkIn();
    else if (name === 'type') type(value);
    else if (name === 'erase') screen.state = { ...withoutRefusal(state), typed: state.typed.slice(0, -1) };
    else if (name === 'done') leave();
    else if (name === 'go-on') idle.touched();
    else guide(name);
  }

  async function take(): Promise<void> {
    const { service, needsTime, group, look } = screen.state;
    await press('take-ticket', {
      service,
      language: look.language,
      kiosk,
      ...(needsTime && { needsTime }),
      ...(group > 1 && { group }),
    });
  }

  async function checkIn(): Promise<void> {
    const { typed, look } = screen.state;
    if (typed.length >= 4) await press('check-in', { booking: typed, language: look.language, kiosk });
  }

  async function press(name: string, args: object): Promise<void> {
    const { state } = screen;
    if (state.press !== 'none' || !screen.feed) return;
    screen.state = { ...withoutRefusal(state), press: 'sent' };
    const reply = await presses.press(name, args, () => {
      screen.state = { ...screen.state, press: 'trying' };
    });
    idle.touched();
    if (reply) screen.state = answered({ ...screen.state, press: 'none' }, reply, screen.feed);
  }

  function type(text: string): void {
    const { state } = screen;
    if (state.press === 'none')
      screen.state = { ...withoutRefusal(state), typed: (state.typed + text).slice(0, mostTyped) };
  }

  function leave(): void {
    presses.forget();
    screen.state = startOver(usual());
  }

  document.addEventListener('keydown', event => {
    const { state } = screen;
    const isPlain = !event.altKey && !event.ctrlKey && !event.metaKey && !event.repeat;
    if (state.leaving !== undefined || state.press !== 'none') return;
    if (event.key === 'Escape' && state.step !== 'services') screen.state = toServices(state);
    else if (state.step !== 'check-in' || !isPlain) return;
    else if (event.key === 'Backspace') act('erase', '');
    else if (/^[0-9A-Za-z]$/.test(event.key)) type(event.key.toUpperCase());
    // A scanner ends what it types with Enter, whatever has the focus.
    else if (event.key === 'Enter' && !(document.activeElement instanceof HTMLButtonElement)) void checkIn();
  });
  moveFocusByArrows(root);
  idle.start();
  screen.start();
}

/** What the box answered, as the page goes on with it. */
function answered(state: KioskState, reply: CommandReply, feed: KioskFeed): KioskState {
  const result = (reply.result ?? {}) as Partial<KioskTicket> & {
    readonly ticket?: string;
    readonly estimate?: { readonly from: number; readonly to: number };
  };
  const { ticket, service = '', ahead = 0, slot, estimate } = result;
  if (!reply.ok) {
    const known = { ...(slot !== undefined && { slot }), ...(ticket !== undefined && { ticket }) };
    return { ...state, refusal: { code: reply.code, ...known } };
  }
  if (ticket === undefined) return { ...state, refusal: { code: 'internal-error' } };
  const issued: KioskTicket = {
    code: ticket,
    service,
    ahead,
    print: feed.printer === 'none' ? 'none' : 'pending',
    needsTime: state.needsTime,
    ...(slot !== undefined && { slot }),
    ...(estimate && { wait: estimate }),
  };
  return { ...toServices(state), step: 'ticket', ticket, issued };
}

function withoutRefusal({ refusal: _, ...state }: KioskState): KioskState {
  return state;
}

/** Seconds without a touch until the page asks; a customer whose number is on paper needs the screen no longer. */
function secondsOf({ step }: KioskState, feed: KioskFeed | undefined): number {
  const isOnPaper = step === 'ticket' && feed?.ticket && paperOf(feed, feed.ticket) === 'done';
  return isOnPaper ? paperTaken : (feed?.idle ?? 60);
}

function isAtStart(state: KioskState, usual: string): boolean {
  return kioskHref(state, usual) === kioskHref(startOver(usual), usual);
}
