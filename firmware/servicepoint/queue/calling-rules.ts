/** Whom a counter's `next` calls (product.md, "Calling"). Data of the site file; how it works stands in `call-order.ts`. */
export type CallingRules =
  /** Who came first, over all services of the counter. */
  | { readonly policy: 'oldest' }
  /** Whose appointment has come, then who came first (TKT-16). */
  | { readonly policy: 'slots' }
  /** A minute of waiting counts as many times as the weight of the service says; 1 where it says nothing. */
  | {
      readonly policy: 'weighted';
      readonly weights: Readonly<Record<string, number>>;
      readonly firstAfter: number;
    }
  /** One service before another, in the order of the list, then those that are not in it. */
  | { readonly policy: 'own-order'; readonly order: readonly string[]; readonly firstAfter: number };

/**
 * How long a called customer is waited for, seconds (CAL-04). What a counter does not say its service says, then the site: the room
 * is the counter's (CAL-05), the target the authority's (CAL-06).
 */
export interface NoShowRules {
  readonly waitSeconds?: number;
  /** For a ticket taken with "I need more time" (CAL-07). */
  readonly needsTimeSeconds?: number;
  /** `press`: the officer records the no-show. `automatic`: the box does, some time after it has prompted (TKT-12). */
  readonly by?: 'press' | 'automatic';
  /** From the prompt to the no-show by itself. */
  readonly automaticSeconds?: number;
}

/** How calls are shown in the lobby (CAL-03). */
export interface AnnouncementRules {
  /** A number stands at least so long, seconds; longer while nothing else is to be shown. */
  readonly seconds: number;
  /** It is shown again so many seconds after it was shown first. */
  readonly againAfter: number;
}

export const usualAnnouncements: AnnouncementRules = { seconds: 5, againAfter: 25 };

/** Where a ticket stands that a counter sends to another service of the same organisation: at the end, or where it came first. */
export type TransferPlace = 'end' | 'first-arrival';
