/** Why a command is not carried out. Each is a code of the error catalogue, which holds what to do about it. */
export type RefusalCode =
  | 'not-allowed'
  | 'service-unknown'
  | 'service-closed'
  | 'queue-past-closing'
  | 'counter-unknown'
  | 'kiosk-unknown'
  | 'ticket-unknown'
  | 'ticket-wrong-state'
  | 'ticket-not-served-here'
  | 'changed-meanwhile'
  | 'counter-idle'
  | 'counter-busy'
  | 'queue-empty'
  | 'numbers-exhausted'
  | 'printer-unable'
  | 'ring-unknown'
  | 'ring-going-on'
  | 'help-off'
  | 'place-unknown'
  | 'message-unknown'
  | 'message-preset-unknown'
  | 'feedback-off'
  | 'feedback-unit-unknown'
  | 'feedback-version'
  | 'feedback-answer'
  | 'feedback-few'
  | 'feedback-paper-days'
  | 'bookings-off'
  | 'booking-unknown'
  | 'booking-cancelled'
  | 'booking-arrived'
  | 'booking-other-day'
  | 'booking-late'
  | 'booking-twice'
  | 'bookings-day'
  | 'bookings-too-many'
  | 'bookings-unsteady'
  | 'measures-unknown'
  | 'configuration-revision-used'
  | 'configuration-superseded'
  | 'configuration-base'
  | 'configuration-none-before'
  | 'device-unknown'
  | 'restart-impossible'
  | 'restart-under-way'
  | 'satellite-lost'
  | 'satellite-unknown'
  | 'pairing-no-paper';

export const refusalCodes: readonly RefusalCode[] = [
  'not-allowed',
  'service-unknown',
  'service-closed',
  'queue-past-closing',
  'counter-unknown',
  'kiosk-unknown',
  'ticket-unknown',
  'ticket-wrong-state',
  'ticket-not-served-here',
  'changed-meanwhile',
  'counter-idle',
  'counter-busy',
  'queue-empty',
  'numbers-exhausted',
  'printer-unable',
  'ring-unknown',
  'ring-going-on',
  'help-off',
  'place-unknown',
  'message-unknown',
  'message-preset-unknown',
  'feedback-off',
  'feedback-unit-unknown',
  'feedback-version',
  'feedback-answer',
  'feedback-few',
  'feedback-paper-days',
  'bookings-off',
  'booking-unknown',
  'booking-cancelled',
  'booking-arrived',
  'booking-other-day',
  'booking-late',
  'booking-twice',
  'bookings-day',
  'bookings-too-many',
  'bookings-unsteady',
  'measures-unknown',
  'configuration-revision-used',
  'configuration-superseded',
  'configuration-base',
  'configuration-none-before',
  'device-unknown',
  'restart-impossible',
  'restart-under-way',
  'satellite-lost',
  'satellite-unknown',
  'pairing-no-paper',
];
