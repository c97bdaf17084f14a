import type { Command } from '../../../firmware/servicepoint/commands';
import type { EventOf, EventType, ServiceEvent } from '../../../firmware/servicepoint/events';
import type { Campaign } from '../../../firmware/servicepoint/feedback/campaign';
import { isPublished } from '../../../firmware/servicepoint/publication';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { ServicePoint } from '../../../firmware/servicepoint/service-point';
import { emptyState } from '../../../firmware/servicepoint/state';

/** Monday 2 March 2026, 09:00 in Helsinki. */
export const nine = Date.UTC(2026, 2, 2, 7);
export const second = 1000;
export const minute = 60 * second;
export const hour = 60 * minute;

export function feedbackRules(campaign: Campaign = { mode: 'always' }): Rules {
  return {
    timezone: 'Europe/Helsinki',
    languages: ['fi'],
    services: new Map([
      ['tax', { id: 'tax', letter: 'V' }],
      ['town', { id: 'town', letter: 'K' }],
    ]),
    counters: new Map([['1', { id: '1', services: ['tax', 'town'] }]]),
    kiosks: new Map([['lobby', { id: 'lobby' }]]),
    feedback: {
      campaign,
      set: 'device',
      pageLockOut: 5000,
      units: new Map([
        ['exit', { id: 'exit', question: 'csat', lockOut: 5000 }],
        ['effort', { id: 'effort', question: 'ces', lockOut: 5000 }],
      ]),
    },
  };
}

/** The rules of a point with feedback units, under a clock that the test moves. What is due happens on its own minute. */
export class FeedbackOffice {
  readonly point: ServicePoint;
  readonly facts: ServiceEvent[] = [];

  constructor(rules: Rules = feedbackRules(), seed: readonly number[] | undefined = [1, 2, 3, 4]) {
    this.point = new ServicePoint(rules, emptyState());
    if (seed) this.do(nine - hour, 'feedback-seed', { seed });
  }

  do(at: number, name: Command['name'], args: object) {
    this.until(at);
    return this.#handle(at, name, args);
  }

  press(at: number, face: number, unit = 'exit', faces = 5) {
    return this.do(at, 'smiley-pressed', { unit, face, faces });
  }

  answer(at: number, question: string, answer: number, service = 'tax') {
    return this.do(at, 'answer-feedback', { service, question, version: 1, answer });
  }

  /** Lets the time pass as the runtime does: a tick whenever something is due. */
  until(at: number): void {
    while (this.point.nextDue <= at) this.#handle(this.point.nextDue, 'tick', {});
  }

  of<T extends EventType>(type: T): readonly EventOf<T>[] {
    return this.facts.filter((fact): fact is EventOf<T> => fact.type === type);
  }

  /** What everybody outside sees. */
  get published(): readonly ServiceEvent[] {
    return this.facts.filter(({ type }) => isPublished(type));
  }

  #handle(at: number, name: Command['name'], args: object) {
    const { decision, events } = this.point.handle({ name, args, at, channel: 'box' } as Command);
    this.facts.push(...events);
    return decision;
  }
}
