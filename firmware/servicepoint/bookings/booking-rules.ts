/** What early, late and missing mean. From the site file; a site without bookings has none. */
export interface BookingRules {
  /** A customer who is here may be called so many minutes before the slot if nobody else waits. 0: never before the slot. */
  readonly early: number;
  /** More than so many minutes after the slot a customer is late. */
  readonly late: { readonly minutes: number; readonly policy: LatePolicy };
  /** So many minutes after the slot a booking without its customer is missed. */
  readonly missed: number;
  /** How many days ahead bookings are known: how long the box can do without its calendars. */
  readonly daysAhead: number;
}

/** `keep`: called by the slot all the same. `end-of-queue`: like somebody without a booking. `refuse`: no ticket, advice. */
export type LatePolicy = 'keep' | 'end-of-queue' | 'refuse';
