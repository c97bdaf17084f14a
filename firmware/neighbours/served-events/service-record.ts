import type { Rules } from '../../servicepoint/rules';
import type { ServiceKind } from '../../servicepoint/vocabulary';
import type { Journey } from './journeys';

/**
 * What was served, for the customer-service system, so that nobody records it by hand afterwards (S54). Nothing in it is about a person:
 * not even the code of the ticket, which somebody could have written beside a name.
 */
export interface ServiceRecord {
  /** `{appliance}/{epoch}/{sequence}` of the fact that ended it: the id of the same fact on MQTT. */
  readonly id: string;
  readonly site: string;
  readonly appliance: string;
  /** Local date of the service day. */
  readonly day: string;
  readonly kind: 'served' | 'no-show' | 'cancelled' | 'day-end';
  /** Whose queue it ended in, and what it was taken for: they differ after a transfer. */
  readonly service: string;
  readonly takenFor: string;
  /** Absent for a service that the site file no longer has. */
  readonly organisation?: string;
  /** Absent for whoever was never called. */
  readonly counter?: string;
  /** How somebody was served, if anybody was (TKT-19). */
  readonly serviceKind?: ServiceKind;
  readonly people: number;
  readonly booked: boolean;
  /** How often a missed turn was given back; the record of that turn was sent as well. */
  readonly reinstated: number;
  /** RFC 3339, UTC. */
  readonly issuedAt: string;
  readonly firstCalledAt?: string;
  readonly servingAt?: string;
  readonly endedAt: string;
  /** Whole seconds, as the measures define them: until the first call, until the service began, at counters. */
  readonly queueingSeconds?: number;
  readonly waitingSeconds?: number;
  readonly serviceSeconds?: number;
}

export interface Origin {
  readonly site: string;
  readonly appliance: string;
  readonly epoch: string;
}

/** The record of a journey that a fact has ended. */
export function recordOf(
  journey: Journey,
  end: { readonly sequence: number; readonly at: number; readonly kind: ServiceRecord['kind'] },
  { site, appliance, epoch }: Origin,
  rules: Pick<Rules, 'services'>,
): ServiceRecord {
  const { course, day, counter, calledAt, servingAt } = journey;
  const { service, takenFor, people, issuedAt, queueing, waiting, served } = course;
  const organisation = rules.services.get(service)?.organisation;
  return {
    id: `${appliance}/${epoch}/${end.sequence}`,
    site,
    appliance,
    day,
    kind: end.kind,
    service,
    takenFor,
    ...(organisation !== undefined && { organisation }),
    ...(counter !== undefined && { counter }),
    ...(end.kind === 'served' && { serviceKind: journey.serviceKind ?? 'manual' }),
    people,
    booked: course.slot !== undefined,
    reinstated: course.returns.length,
    issuedAt: instant(issuedAt),
    ...(calledAt !== undefined && { firstCalledAt: instant(calledAt) }),
    ...(servingAt !== undefined && { servingAt: instant(servingAt) }),
    endedAt: instant(end.at),
    ...(queueing && { queueingSeconds: seconds(queueing.ms) }),
    ...(waiting && { waitingSeconds: seconds(waiting.ms) }),
    ...(served > 0 && { serviceSeconds: seconds(served) }),
  };
}

function instant(at: number): string {
  return new Date(at).toISOString();
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
