import type { EventOf } from '../events';

/**
 * What the measures need to know of one ticket, and of no other than those taken and treated live. A record that never changes. Times are ms
 * since 1970-01-01 UTC, durations ms.
 */
export interface Course {
  readonly takenFor: string;
  /** Whose queue it is or was last in. */
  readonly service: string;
  /** People that it stands for (TKT-15). */
  readonly people: number;
  readonly issuedAt: number;
  /** Of the appointment that it was given for. */
  readonly slot?: number;
  /** Until the first call, and the service that called. */
  readonly queueing?: Lapse;
  /** Until the service began, and the service that did. */
  readonly waiting?: Lapse;
  /** Since when it is at a counter and being served. */
  readonly servingSince?: number;
  /** At counters, before `servingSince`. */
  readonly served: number;
  readonly moves: readonly { readonly from: string; readonly to: string; readonly at: number }[];
  readonly returns: readonly { readonly service: string; readonly at: number }[];
  /** Absent: nobody has ended it. */
  readonly end?: End;
}

export interface Lapse {
  readonly service: string;
  readonly ms: number;
}

export interface End {
  readonly how: 'served' | 'noShows' | 'cancelled';
  readonly service: string;
  readonly at: number;
}

/** Facts that a course follows; recalls and paper change nothing that is measured. */
export type CourseFact = EventOf<
  | 'ticket.called'
  | 'ticket.serving'
  | 'ticket.parked'
  | 'ticket.transferred'
  | 'ticket.served'
  | 'ticket.no-show'
  | 'ticket.reinstated'
  | 'ticket.cancelled'
>;

export function begun({ at, data }: EventOf<'ticket.issued'>): Course {
  const { service, slot, group = 1 } = data;
  return {
    takenFor: service,
    service,
    people: group,
    issuedAt: at,
    ...(slot !== undefined && { slot }),
    served: 0,
    moves: [],
    returns: [],
  };
}

/** The course after a fact about its ticket. */
export function followed(course: Course, { type, at, data }: CourseFact): Course {
  switch (type) {
    case 'ticket.called': {
      const { service } = data;
      return { ...course, service, queueing: course.queueing ?? { service, ms: waited(course, at) } };
    }
    case 'ticket.serving': {
      const { service, waiting = { service, ms: waited(course, at) } } = course;
      return { ...course, waiting, servingSince: at };
    }
    case 'ticket.parked':
      return paused(course, at);
    case 'ticket.transferred': {
      const { from, service } = data;
      const moves = [...course.moves, { from, to: service, at }];
      return { ...paused(course, at), service, moves };
    }
    case 'ticket.served':
      return ended(paused(withoutUnseen(course, at), at), { how: 'served', service: data.service, at });
    case 'ticket.no-show':
      return ended(course, { how: 'noShows', service: data.service, at });
    case 'ticket.cancelled':
      if (data.reason === 'day-end') return course;
      return ended(paused(course, at), { how: 'cancelled', service: course.service, at });
    case 'ticket.reinstated': {
      const { end: _, ...open } = course;
      const { service } = data;
      return { ...open, service, returns: [...course.returns, { service, at }] };
    }
  }
}

/** The clock was set by so much: whoever has not ended has waited as long as before. */
export function stepped(course: Course, by: number): Course {
  if (course.end) return course;
  const { issuedAt, servingSince, moves, returns } = course;
  return {
    ...course,
    issuedAt: issuedAt + by,
    moves: moves.map(move => ({ ...move, at: move.at + by })),
    returns: returns.map(back => ({ ...back, at: back.at + by })),
    ...(servingSince !== undefined && { servingSince: servingSince + by }),
  };
}

/** A customer with an appointment waits from its time on, however early he or she has come. */
function waited({ issuedAt, slot }: Course, at: number): number {
  return Math.max(0, at - Math.max(issuedAt, slot ?? 0));
}

function paused(course: Course, at: number): Course {
  const { servingSince, ...rest } = course;
  if (servingSince === undefined) return course;
  return { ...rest, served: course.served + Math.max(0, at - servingSince) };
}

/** Who only pressed at the end of a service told neither when it began nor how long it took. */
function withoutUnseen(course: Course, at: number): Course {
  if ((course.servingSince ?? 0) < at || course.served > 0) return course;
  const { waiting: _, ...rest } = course;
  return rest;
}

function ended(course: Course, end: End): Course {
  return { ...course, end };
}
