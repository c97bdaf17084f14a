import type { Name } from '../../../texts/name-in';
import type { ShellFeed } from '../shell/frame';

/** What `/api/ticket/{code}` answers: all that the page of one number shows, and nothing that the room does not see. */
export interface TicketFeed extends ShellFeed {
  readonly code: string;
  /** Absent for a number that the day of the address does not have. */
  readonly ticket?: FollowedTicket;
  /** Numbers that were called last, the newest first. */
  readonly latest: readonly { readonly ticket: string; readonly counter: Name }[];
}

export interface FollowedTicket {
  readonly service: Name;
  /** `aside`: parked; `missed`: a no-show; `over`: served or cancelled. */
  readonly stands: 'waiting' | 'called' | 'serving' | 'aside' | 'missed' | 'over';
  /** Where to go, while it is called or served. */
  readonly counter?: Name;
  /** Tickets that will be called before it, while it waits without an appointment. */
  readonly ahead?: number;
  /** Minutes from now. Absent while nobody can tell. */
  readonly wait?: { readonly from: number; readonly to: number };
  /** Time of its appointment, ms since 1970-01-01 UTC. */
  readonly slot?: number;
}
