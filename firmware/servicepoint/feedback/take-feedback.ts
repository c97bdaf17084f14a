import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import { localTime } from '../opening/local-time';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { type Collection, collectionOn } from './campaign';
import { questionSets } from './device-questions';
import type { FeedbackRules } from './feedback-rules';
import { type FeedbackView, pressesOf } from './feedback-state';
import { type Mark, pageUnit } from './feedback-words';
import {
  type QuestionSet,
  type RatedQuestion,
  ratedQuestion,
  type ScaleQuestion,
  versionOn,
} from './question-set';
import { isOnScale, type ScaleName } from './scale';

/** Presses of a unit that wait to be judged; what comes above it in an hour or two is no people. */
const mostUnjudged = 5000;

/** A face of a smiley unit is pressed: kept whatever it is worth (product.md, "Feedback"). @returns in `result` whether it counts so far */
export function smileyPressed(
  state: ServicePointView,
  { unit, face, faces }: CommandArgs<'smiley-pressed'>,
  at: number,
  rules: Rules,
): Decision {
  const smiley = rules.feedback?.units.get(unit);
  if (!rules.feedback || !smiley) return refuse('feedback-unit-unknown', unit);
  if (face > faces) return refuse('feedback-answer', `face ${face} of ${faces}`);
  const asked = askedAt(rules.feedback, at, rules.timezone);
  const question = asked && ratedQuestion(asked.set, smiley.question);
  if (!asked || !question) return refuse('feedback-off', unit);
  const { presses } = pressesOf(state.feedback, unit);
  const mark = markAt(state.feedback, { unit, question: question.id, at, lockOut: smiley.lockOut });
  const data = {
    unit,
    press: presses + 1,
    set: asked.set.id,
    version: asked.set.version,
    question: question.id,
    scale: scaleOf(faces),
    answer: answerOf(question, face, faces),
    collection: asked.collection,
    ...(mark && { mark }),
  };
  return accept([{ type: 'feedback.pressed', data }], { counted: mark === undefined });
}

/** A face that stays down was pressed by no customer: its last press is taken out of the figures. */
export function smileyStuck(
  state: ServicePointView,
  { unit, face, faces }: CommandArgs<'smiley-stuck'>,
  rules: Rules,
): Decision {
  const smiley = rules.feedback?.units.get(unit);
  if (!smiley) return refuse('feedback-unit-unknown', unit);
  const last = pressesOf(state.feedback, unit).recent.findLast(({ answer, settled, stream }) => {
    const question = versionedQuestion(stream.set, stream.version, stream.question);
    return !settled && question !== undefined && answer === answerOf(question, face, faces);
  });
  if (!last || last.mark === 'stuck') return accept([]);
  const data = { unit, mark: 'stuck' as const, first: last.press, last: last.press };
  return accept([{ type: 'feedback.marked', data }]);
}

/** One question answered on the touch page (FBK-07 to FBK-10); a question that is passed over is no answer (FBK-20). */
export function answerFeedback(
  state: ServicePointView,
  { service, question: id, version, answer }: CommandArgs<'answer-feedback'>,
  at: number,
  rules: Rules,
): Decision {
  if (!rules.feedback) return refuse('feedback-off', 'the site has no feedback');
  if (!rules.services.has(service)) return refuse('service-unknown', service);
  const asked = askedAt(rules.feedback, at, rules.timezone);
  const question = asked && ratedQuestion(asked.set, id);
  if (!asked || !question) return refuse('feedback-off', id);
  if (asked.set.version !== version)
    return refuse('feedback-version', `version ${asked.set.version} is asked`);
  if (!isOnScale(question.scale, answer))
    return refuse('feedback-answer', `${answer} is not on ${question.scale}`);
  const { presses } = pressesOf(state.feedback, pageUnit);
  const lockOut = rules.feedback.pageLockOut;
  const mark = markAt(state.feedback, { unit: pageUnit, question: question.id, at, lockOut });
  const data = {
    unit: pageUnit,
    press: presses + 1,
    service,
    set: asked.set.id,
    version,
    question: question.id,
    scale: question.scale,
    answer,
    collection: asked.collection,
    ...(mark && { mark }),
  };
  return accept([{ type: 'feedback.answered', data }]);
}

/** What is asked at an instant, and how it is collected; nothing while the campaign is off. */
export function askedAt(
  { campaign, set: id }: FeedbackRules,
  at: number,
  timezone: string,
): { readonly set: QuestionSet; readonly collection: Collection } | undefined {
  const { day } = localTime(at, timezone);
  const collection = collectionOn(campaign, day);
  const set = versionOn(questionSets, id, day);
  return collection && set && { set, collection };
}

function versionedQuestion(id: string, version: number, question: RatedQuestion): ScaleQuestion | undefined {
  const set = questionSets.find(each => each.id === id && each.version === version);
  return set && ratedQuestion(set, question);
}

function scaleOf(faces: 4 | 5): ScaleName {
  return faces === 4 ? '1-4' : '1-5';
}

/** The happiest face is the best answer, which is the lowest where less is better. */
function answerOf({ best }: ScaleQuestion, face: number, faces: 4 | 5): number {
  return best === 'highest' ? face : faces + 1 - face;
}

function markAt(
  state: FeedbackView,
  press: {
    readonly unit: string;
    readonly question: RatedQuestion;
    readonly at: number;
    readonly lockOut: number;
  },
): Mark | undefined {
  const { countedAt, recent } = pressesOf(state, press.unit);
  if (recent.length >= mostUnjudged) return 'flood';
  const since = press.at - (countedAt[press.question] ?? Number.NEGATIVE_INFINITY);
  // A clock that was set back is no reason to lock a unit.
  return since >= 0 && since < press.lockOut ? 'lock-out' : undefined;
}

/** Chance for the mixing; the fold keeps it, so that a replay draws alike. */
export function seedFeedback(seed: readonly number[]): Decision {
  return accept([{ type: 'feedback.seeded', data: { seed: [...seed] } }]);
}
