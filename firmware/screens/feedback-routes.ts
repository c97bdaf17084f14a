import type { ServerResponse } from 'node:http';
import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import { longestAnswer, type OpenAnswers } from '../feedback-answers/open-answers';
import type { Runtime } from '../runtime';
import { askedAt } from '../servicepoint/feedback/take-feedback';
import { exactly, ServiceId } from '../servicepoint/vocabulary';
import type { Door } from './access/door';
import { feedbackView, smileyView } from './feedback-view';
import type { SmileyFeed } from './pages/smiley/smiley-feed';
import { problem } from './problem';
import { queryOf } from './query-of';
import { readJson } from './read-json';
import type { Routes } from './routes';
import { sendHtml, sendJson } from './send';

export interface FeedbackRoutesOptions {
  readonly site: SiteNow;
  readonly runtime: Pick<Runtime, 'rules' | 'state'>;
  readonly openAnswers: OpenAnswers;
  readonly time: Time;
  readonly door: Door;
}

/** What the touch page sends of the open question. */
export const OpenAnswerBody = exactly({
  id: Type.Optional(
    Type.String({
      minLength: 1,
      maxLength: 100,
      description: 'Chosen by the asker; what comes again with the same id is kept once',
    }),
  ),
  service: ServiceId,
  text: Type.String({
    minLength: 1,
    maxLength: longestAnswer,
    pattern: '^[^\\u0000-\\u0009\\u000b-\\u001f\\u007f]*$',
    description: 'What the customer wrote; line feeds, and no other control characters',
  }),
});

/**
 * Feedback besides the command `answer-feedback`:
 *
 * - `GET /feedback`: the touch page, and `/feedback/{unit}`: the sign beside a smiley unit; `GET /api/feedback` and `/api/feedback/{unit}`: what they show;
 * - `GET /api/feedback/questions`: what is asked today, word for word, or nothing while the campaign is off;
 * - `POST /api/feedback/open-answer`: the customer's own words, kept on the box; 204 once they are on disk. Nothing of them is logged;
 * - `GET /api/feedback/open-answers`: those of past days, only if the site file lets them leave, and for a program on the box, central or technician.
 */
export function addFeedbackRoutes(routes: Routes, options: FeedbackRoutesOptions): void {
  const { site, runtime, openAnswers, time, door } = options;
  const asked = () => {
    const { feedback, timezone } = runtime.rules;
    return feedback && askedAt(feedback, time.now(), timezone);
  };

  const source = () => ({ site: site.now, runtime, at: time.now() });
  const withSign = (response: ServerResponse, unit: string, answer: (feed: SmileyFeed) => void) => {
    const feed = smileyView(source(), unit);
    if (feed) answer(feed);
    else problem(response, 'feedback-unit-unknown', { status: 404 });
  };

  routes.get('/feedback', (request, response) =>
    sendHtml(response, touchPage().feedbackDocument(feedbackView(source()), queryOf(request))),
  );

  routes.get('/api/feedback', (_, response) => sendJson(response, 200, feedbackView(source())));

  routes.get('/feedback/:unit', (request, response, { unit = '' }) =>
    withSign(response, unit, feed => sendHtml(response, sign().smileyDocument(feed, queryOf(request)))),
  );

  routes.get('/api/feedback/:unit', (_, response, { unit = '' }) =>
    withSign(response, unit, feed => sendJson(response, 200, feed)),
  );

  routes.get('/api/feedback/questions', (_, response) => {
    const { set } = asked() ?? {};
    const services = site.now.services.map(({ id, organisation, name }) => ({ id, organisation, name }));
    sendJson(response, 200, { set: set ?? null, services });
  });

  routes.post('/api/feedback/open-answer', async (request, response) => {
    const body = await readJson(request);
    if (!body.ok) return problem(response, 'command-invalid', body);
    if (!Value.Check(OpenAnswerBody, body.value)) return problem(response, 'command-invalid');
    if (!runtime.rules.services.has(body.value.service)) return problem(response, 'service-unknown');
    if (!asked()) return problem(response, 'feedback-off');
    const { id, service, text } = body.value;
    if (!(await openAnswers.keep({ service, text }, id))) return problem(response, 'box-busy');
    response.writeHead(204).end();
  });

  routes.get('/api/feedback/open-answers', async (request, response) => {
    const readers = [{ role: 'central' }, { role: 'technician' }] as const;
    if (!readers.some(reader => door.mayRead(request, reader))) return problem(response, 'not-allowed');
    if (!site.now.feedback?.openAnswers.mayLeave) return problem(response, 'open-answers-stay');
    sendJson(response, 200, { days: await openAnswers.ofPastDays() });
  });
}

/** Loaded when they are asked for: a start does not wait for the words of pages. */
function touchPage(): typeof import('./pages/feedback/feedback-document') {
  return require('./pages/feedback/feedback-document');
}

function sign(): typeof import('./pages/smiley/smiley-document') {
  return require('./pages/smiley/smiley-document');
}
