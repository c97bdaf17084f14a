import type { Site } from '../config/site';
import { longestAnswer } from '../feedback-answers/open-answers';
import type { Runtime } from '../runtime';
import type { Campaign } from '../servicepoint/feedback/campaign';
import type { Question, QuestionTexts } from '../servicepoint/feedback/question-set';
import { ratedQuestion } from '../servicepoint/feedback/question-set';
import { scales } from '../servicepoint/feedback/scale';
import { askedAt } from '../servicepoint/feedback/take-feedback';
import { dayNumber } from '../servicepoint/opening/calendar';
import { localTime } from '../servicepoint/opening/local-time';
import type { AskedQuestion, FeedbackFeed, Name } from './pages/feedback/feedback-feed';
import type { ShellFeed } from './pages/shell/frame';
import type { SmileyFeed } from './pages/smiley/smiley-feed';
import { spokenAloud } from './speech-route';

/** Seconds: nothing may hurry a customer (ACC-07). */
const idle = 60;

const msOfDay = 86_400_000;

export interface FeedbackSource {
  readonly site: Site;
  readonly runtime: Pick<Runtime, 'rules' | 'state'>;
  /** ms since 1970-01-01 UTC */
  readonly at: number;
}

/** What the touch page for feedback shows. */
export function feedbackView(source: FeedbackSource): FeedbackFeed {
  const { site, runtime, at } = source;
  const { feedback, timezone } = runtime.rules;
  const asked = feedback && askedAt(feedback, at, timezone);
  const next = feedback && nextWindow(feedback.campaign, localTime(at, timezone).day);
  return {
    ...shellOf(source),
    idle,
    speaks: spokenAloud(),
    longest: longestAnswer,
    ...(asked && { asked: { version: asked.set.version, questions: asked.set.questions.map(questionView) } }),
    ...(next && !asked && { next }),
    organisations: site.organisations
      .map(({ id, name }) => ({
        id,
        name,
        services: site.services
          .filter(({ organisation }) => organisation === id)
          .map(({ id, name, unsure = false }) => ({ id, name, unsure })),
      }))
      .filter(({ services }) => services.length > 0),
  };
}

/** What stands beside a smiley unit; nothing if there is no such unit. */
export function smileyView(source: FeedbackSource, unit: string): SmileyFeed | undefined {
  const { runtime, at } = source;
  const { feedback, timezone } = runtime.rules;
  const rules = feedback?.units.get(unit);
  if (!feedback || !rules) return undefined;
  const asked = askedAt(feedback, at, timezone);
  const question = asked && ratedQuestion(asked.set, rules.question);
  if (!question) return { ...shellOf(source), unit };
  const { lowest, highest } = question.ends;
  const [unhappy, happy] = question.best === 'highest' ? [lowest, highest] : [highest, lowest];
  return {
    ...shellOf(source),
    unit,
    asked: { text: nameOf(question.texts), unhappy: nameOf(unhappy), happy: nameOf(happy) },
  };
}

function shellOf({ site, runtime, at }: FeedbackSource): ShellFeed {
  const { name, languages, timezone } = site;
  return { mode: runtime.state.mode, name, languages, timezone, now: at };
}

function questionView(question: Question): AskedQuestion {
  const { id, texts } = question;
  const asked = { id, text: nameOf(texts) };
  if (question.kind !== 'scale') return { ...asked, kind: question.kind };
  const { lowest, highest } = scales[question.scale];
  return {
    ...asked,
    kind: 'scale',
    lowest: { answer: lowest, meaning: nameOf(question.ends.lowest) },
    highest: { answer: highest, meaning: nameOf(question.ends.highest) },
  };
}

function nameOf(texts: QuestionTexts): Name {
  return Object.fromEntries(Object.entries(texts).map(([language, { text }]) => [language, text]));
}

function nextWindow(campaign: Campaign, today: string): FeedbackFeed['next'] {
  if (campaign.mode !== 'window') return undefined;
  const next = campaign.windows.find(({ from }) => from > today);
  return next && { from: noonOf(next.from), until: noonOf(next.until) };
}

/** Noon UTC is the same day wherever there are service points. */
function noonOf(day: string): number {
  return (dayNumber(day) + 0.5) * msOfDay;
}
