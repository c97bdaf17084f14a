import type { CommandArgs } from '../commands';
import { accept, type Decision, type EventDraft, refuse } from '../decision';
import { localTime } from '../opening/local-time';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { questionSets } from './device-questions';
import { type RatedQuestion, ratedQuestion } from './question-set';
import { releaseRule } from './release-rule';
import { stepsOf, totalOf } from './scale';

/**
 * Answers on paper, counted and keyed in by a person (S11, 003:3520, PRV-04). They are aggregates from the start, of their own and never mixed with presses: whoever
 * keys them in has seen them all, so mixing would hide nothing. At least five together, and of each service and question days that no earlier batch
 * has: or one could be subtracted from another.
 */
export function paperFeedback(
  { feedback }: ServicePointView,
  { service, set: id, version, from, to, answers }: CommandArgs<'paper-feedback'>,
  at: number,
  rules: Rules,
): Decision {
  if (!rules.feedback?.paper) return refuse('feedback-off', 'paper');
  if (!rules.services.has(service)) return refuse('service-unknown', service);
  const set = questionSets.find(each => each.id === id && each.version === version);
  if (!set || from < set.validFrom || to > (set.validUntil ?? to))
    return refuse('feedback-version', `${id} ${version} on these days`);
  if (from > to || to > localTime(at, rules.timezone).day)
    return refuse('feedback-paper-days', `${from} ${to}`);
  const events: EventDraft[] = [];
  const asked = new Set<RatedQuestion>();
  for (const { question: name, counts } of answers) {
    const question = ratedQuestion(set, name);
    if (!question || asked.has(name) || counts.length !== stepsOf(question.scale))
      return refuse('feedback-answer', name);
    asked.add(name);
    if (totalOf(counts) < releaseRule.fewest) return refuse('feedback-few', name);
    const last = feedback.paper.get(paperKey(service, name));
    if (last !== undefined && from <= last) return refuse('feedback-paper-days', `counted until ${last}`);
    const { scale } = question;
    const data = { service, set: id, version, question: name, scale, from, to, counts };
    events.push({ type: 'feedback.paper-counted', data });
  }
  return accept(events, { counted: answers.length });
}

export function paperKey(service: string, question: RatedQuestion): string {
  return `${service} ${question}`;
}
