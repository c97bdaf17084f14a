import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { feedbackBody } from '../../../firmware/screens/pages/feedback/feedback-body';
import type { FeedbackFeed } from '../../../firmware/screens/pages/feedback/feedback-feed';
import {
  type FeedbackState,
  feedbackHref,
  feedbackState,
} from '../../../firmware/screens/pages/feedback/feedback-state';
import { pageFeed } from '../../support/page-feed';

const asked: NonNullable<FeedbackFeed['asked']> = {
  version: 1,
  questions: [
    { id: 'service', kind: 'menu', text: { en: 'What was it about?' } },
    {
      id: 'csat',
      kind: 'scale',
      text: { en: 'How was it (1 bad, 5 good)?' },
      lowest: { answer: 1, meaning: { en: 'Bad' } },
      highest: { answer: 5, meaning: { en: 'Good' } },
    },
    { id: 'words', kind: 'open', text: { en: 'Anything else?' } },
  ],
};

const feed: FeedbackFeed = {
  ...pageFeed,
  idle: 60,
  speaks: [],
  asked,
  organisations: [
    {
      id: 'vero',
      name: { en: 'Tax Administration' },
      services: [
        { id: 'tax', name: { en: 'Taxation' }, unsure: false },
        { id: 'advisor', name: { en: 'Desk' }, unsure: true },
      ],
    },
  ],
  longest: 500,
};

function markup(query: string, given: FeedbackFeed = feed, state: Partial<FeedbackState> = {}): string {
  const read = feedbackState(new URLSearchParams(`language=en&${query}`), 'fi');
  return feedbackBody(given, { ...read, ...state }, 'live').body.markup;
}

test('Each question says its number and the service that it is about', () => {
  assert.match(markup(''), 'What was it about?');
  assert.not.match(markup(''), ' · <b>');
  assert.match(markup('service=tax&question=csat'), ' · <b>Taxation</b>');
  const unsure = markup('service=advisor&question=csat');
  assert.match(unsure, ' · <b>');
  assert.not.match(unsure, ' · <b>Desk</b>');
  assert.match(markup('service=tax&question=words'), 'id="open"');
  assert.match(markup('service=gone&question=csat'), 'What was it about?');
});

test('Somebody who has gone is asked whether they are still there, and nothing below can be pressed', () => {
  assert.match(markup('', feed, { leaving: 12 }), '<div id="content" inert>');
  assert.match(markup('', feed, { leaving: 12 }), 'role="alertdialog"');
  assert.not.match(markup(''), 'inert');
});

test('Between campaigns the page says so, and when the next one is if that is known', () => {
  const { asked: _, ...off } = feed;
  assert.match(markup('', off), '<main id="off">');
  assert.not.match(markup('', off), 'id="next"');
  assert.match(markup('', { ...off, next: { from: pageFeed.now, until: pageFeed.now } }), 'id="next"');
});

test('Who gave an answer is thanked, who gave none is let go', () => {
  assert.is.not(markup('over&given'), markup('over'));
  assert.match(markup('over'), '<main id="thanks">');
});

test('A language that the page has no words in falls back to one that it has', () => {
  assert.match(markup('language=smn', { ...feed, languages: ['smn', 'fi'] }), '<main');
});

test('How far a customer is stands in the address', () => {
  for (const query of ['', 'service=tax', 'service=tax&question=csat&given', 'over&given', 'listen']) {
    const state = feedbackState(new URLSearchParams(query), 'fi');
    assert.equal(feedbackState(new URLSearchParams(feedbackHref(state, 'fi').slice(1)), 'fi'), state);
  }
});

test.run();
