import { feedbackBody } from '../pages/feedback/feedback-body';
import type { FeedbackFeed } from '../pages/feedback/feedback-feed';
import { type FeedbackState, feedbackHref, feedbackState, startOver } from '../pages/feedback/feedback-state';
import { questionNow } from '../pages/feedback/feedback-view';
import { after } from '../pages/feedback/way-on';
import { moveFocusByArrows } from './arrow-keys';
import type { CommandReply } from './command';
import { type FirstPaint, firstPaint, usualIn } from './first-paint';
import { Idle } from './idle';
import { Presses } from './press';
import { Screen } from './screen';
import { spokenGuidance } from './spoken-guidance';

/** Seconds in which somebody who is asked can still stay (WCAG 2.2, 2.2.1: at least twenty). */
const toAnswer = 20;

/** Seconds for which somebody is thanked. */
const thanked = 10;

/** Milliseconds in which the second tap of a double one is no answer to the question that has just come. */
const settle = 500;

start(firstPaint());

function start({ root, usual: ofSite }: FirstPaint): void {
  const presses = new Presses('customer');
  const first = feedbackState(new URLSearchParams(location.search), ofSite);
  const usual = () => usualIn(screen.feed, first.look.language);
  let place = '';
  let arrived = 0;

  const screen: Screen<FeedbackFeed, FeedbackState> = new Screen(root, first, {
    feed: () => '/api/feedback',
    look: ({ look }) => look,
    href: state => feedbackHref(state, usual()),
    place: placeOf,
    draw: ({ feed, state, connection }) => {
      if (placeOf(state) !== place) arrived = performance.now();
      place = placeOf(state);
      return feedbackBody(feed, state, connection);
    },
    go: (query, state) => (state.press === 'none' ? feedbackState(query, usual()) : state),
    act,
  });

  const guide = spokenGuidance(root, listens => {
    screen.state = { ...screen.state, listens };
  });

  const idle = new Idle({
    after: () => (screen.state.over ? thanked : (screen.feed?.idle ?? 60)),
    toAnswer: () => (screen.state.over ? 0 : toAnswer),
    isAtStart: () => isAtStart(screen.state, usual()),
    asks: leaving => {
      const { leaving: _, ...state } = screen.state;
      screen.state = leaving === undefined ? state : { ...state, leaving };
    },
    leaves: leave,
  });

  function act(name: string, value: string): void {
    if (name === 'answer') void answer(Number(value));
    else if (name === 'send') void send();
    else if (name === 'done') leave();
    else if (name === 'go-on') idle.touched();
    else guide(name);
  }

  async function answer(pressed: number): Promise<void> {
    const { state, feed } = screen;
    const question = feed && questionNow(feed, state);
    if (!feed || performance.now() - arrived < settle || question?.kind !== 'scale') return;
    const args = {
      service: state.service,
      question: question.id,
      version: feed.asked?.version,
      answer: pressed,
    };
    await press(waits => presses.press('answer-feedback', args, waits), { pressed });
  }

  async function send(): Promise<void> {
    const { service } = screen.state;
    // Of control characters the box takes line feeds alone; a pasted text has tabs.
    const text = (field()?.value ?? '').replace(/[^\S\n]/g, ' ').trim();
    if (text === '') return field()?.focus();
    await press(waits => presses.post('/api/feedback/open-answer', { service, text }, waits), {});
  }

  async function press(
    sent: (waits: () => void) => Promise<CommandReply | undefined>,
    more: Pick<FeedbackState, 'pressed'>,
  ): Promise<void> {
    const { state, feed } = screen;
    const question = feed && questionNow(feed, state);
    if (state.press !== 'none' || !feed || !question) return;
    const { refusal: _, ...fresh } = state;
    screen.state = { ...fresh, ...more, press: 'sent' };
    field()?.setAttribute('readonly', '');
    const reply = await sent(() => {
      screen.state = { ...screen.state, press: 'trying' };
    });
    field()?.removeAttribute('readonly');
    idle.touched();
    const { pressed: __, ...rest } = screen.state;
    const done = { ...rest, press: 'none' } as const;
    if (!reply) screen.state = done;
    else if (reply.ok) screen.state = { ...done, given: true, ...after(feed, question) };
    else screen.state = { ...done, refusal: reply.code };
  }

  function leave(): void {
    presses.forget();
    screen.state = startOver(usual());
  }

  document.addEventListener('keydown', ({ key, target }) => {
    const { state } = screen;
    const isWriting = target instanceof HTMLTextAreaElement;
    if (state.leaving !== undefined || state.press !== 'none' || isWriting) return;
    if (key === 'Escape') leave();
    else if (/^[0-9]$/.test(key)) root.querySelector<HTMLElement>(`#answer-${key}`)?.focus();
  });
  document.addEventListener('input', () => idle.touched());
  moveFocusByArrows(root);
  idle.start();
  screen.start();

  function field(): HTMLTextAreaElement | null {
    return root.querySelector<HTMLTextAreaElement>('#open');
  }
}

function placeOf({ service = '', question = '', over, leaving }: FeedbackState): string {
  return `${service} ${question} ${over} ${leaving === undefined ? '' : 'leaving'}`;
}

function isAtStart(state: FeedbackState, usual: string): boolean {
  return feedbackHref(state, usual) === feedbackHref(startOver(usual), usual);
}
