import type { Entry } from './entry';

/** Commands: the asker is to blame, or the moment. */
export const commandsCodes = {
  'command-invalid': {
    what: 'The command does not have the form it needs',
    advice: 'Compare with the description of the commands.',
  },
  'command-unknown': {
    what: 'There is no such command',
    advice: 'Compare the name with the description of the commands.',
  },
  'command-stale': {
    what: 'The command waited too long on its way and was not carried out',
    advice: 'Press again.',
  },
  'service-unknown': {
    what: 'There is no such service',
    advice: 'Use the id of a service in the site file.',
  },
  'service-closed': {
    what: 'The service is closed now',
    advice: 'Tell the customer when it opens next or which other channel serves.',
  },
  'queue-past-closing': {
    what: 'Whoever takes a number now would still wait when the service closes',
    advice: 'Tell the customer when it opens next or which other channel serves.',
  },
  'counter-unknown': {
    what: 'There is no such counter',
    advice: 'Use the id of a counter in the site file.',
  },
  'kiosk-unknown': {
    what: 'There is no such kiosk',
    advice: 'Use the id of a kiosk in the site file.',
  },
  'ticket-unknown': { what: 'There is no such ticket today', advice: 'Compare the code with the paper.' },
  'ticket-wrong-state': {
    what: 'The ticket is not in a state that allows this',
    advice: 'Look at the queue: someone may have been faster.',
  },
  'ticket-not-served-here': {
    what: 'The counter does not serve this ticket',
    advice: 'Transfer the ticket, or call it from a counter of its service.',
  },
  'changed-meanwhile': {
    what: 'Somebody else was faster: it is no longer as the asker saw it',
    advice: 'Look again, then press if it is still wanted.',
  },
  'not-allowed': {
    what: 'Whoever asks has no right to this',
    advice:
      'Ask from the place that has the right: counters call, lobby advisors transfer, cancel and reinstate, technicians test.',
  },
  'device-unknown': {
    what: 'There is no such device',
    advice: 'Use the name of a device in the site file.',
  },
  'device-needed': {
    what: 'The device shows something that is needed now',
    advice: 'Wait until the ring has ended or the fault is mended, then try again.',
  },
  'satellite-unknown': {
    what: 'There is no such satellite',
    advice: 'Use the id of a box that lends devices in the site file.',
  },
  'restart-impossible': {
    what: 'The box cannot restart: nothing would start it again',
    advice:
      'Let the service manager run it (provisioning/system), or set TISKI_SUPERVISED=yes if something else does.',
  },
  'restart-under-way': {
    what: 'The box restarts already',
    advice: 'Wait until its status is online again.',
  },
  'pairing-no-paper': {
    what: 'No printer of the point can print a slip with a code',
    advice: 'Run "tiski technician pair" on the box, or mend the printer first.',
  },
  'pairing-wrong': {
    what: 'The code is not valid, or no longer',
    advice: 'Ask for a new one: a code lets in once, for ten minutes, and the newest only.',
  },
  'token-wrong': {
    what: 'The token is not valid, or no longer',
    advice: 'Open the newest link that was given for this place, or have one made with "tiski tokens add".',
  },
  'token-limited': {
    what: 'Too many wrong tokens from this address',
    advice: 'Wait a minute, then open the link once.',
  },
  'token-unknown': {
    what: 'There is no such token',
    advice: 'Take the id of one that "tiski tokens list" shows.',
  },
  'token-role': {
    what: 'A token is for a role, and perhaps a place',
    advice: 'Write one such as counter/1, advisor, advisor/desk-2, technician or central.',
  },
  'ring-unknown': {
    what: 'There is no such ring now',
    advice: 'Nothing to do: it has ended, or somebody else was faster.',
  },
  'ring-going-on': {
    what: 'The ring has not ended',
    advice: 'Answer it, or mark it when it is over.',
  },
  'help-off': {
    what: 'Nobody is set to come when help is called from here',
    advice: 'Name the counter or the button under "rings" of the site file, with the places that answer.',
  },
  'place-unknown': {
    what: 'The site has no such advisor place',
    advice: 'Use an id that stands under "places" of the site file.',
  },
  'message-preset-unknown': {
    what: 'There is no such preset message',
    advice: 'Send one of those under "messages" in the site file.',
  },
  'message-unknown': {
    what: 'The counter has no such message',
    advice: 'Read the messages of the counter again; those of past days are gone.',
  },
  'feedback-off': {
    what: 'No feedback is collected today',
    advice:
      'Nothing to do, if so meant. When feedback is collected stands under "feedback" in the site file.',
  },
  'feedback-few': {
    what: 'There are fewer than five answers on paper',
    advice: 'Keep the forms until there are five of this service and question, then count them together.',
  },
  'feedback-paper-days': {
    what: 'Answers on paper of these days cannot be taken',
    advice: 'Give days that are over and come after those already counted for this service and question.',
  },
  'feedback-unit-unknown': {
    what: 'There is no such feedback unit',
    advice: 'Compare the name with "smileys" in the site file.',
  },
  'feedback-version': {
    what: 'The questions have changed since the page was opened',
    advice: 'Load the page again.',
  },
  'open-answers-stay': {
    what: 'What customers wrote stays on this box',
    advice:
      'Set "mayLeave" under "feedback", "openAnswers" in the site file, if whoever answers for the data wants it so.',
  },
  'feedback-answer': {
    what: 'The question has no such answer',
    advice: 'Send a number of the scale of the question.',
  },
  'counter-idle': { what: 'No customer is at the counter', advice: 'Call the next customer first.' },
  'counter-busy': {
    what: 'Another customer is at the counter',
    advice: 'Finish or park that customer first.',
  },
  'queue-empty': { what: 'Nobody waits for this counter', advice: 'Nothing to do.' },
  'numbers-exhausted': {
    what: 'All numbers of this service have been given today',
    advice: 'Serve by hand until tomorrow and report it: this should never happen.',
  },
  'printer-unable': {
    what: 'No ticket can be printed and no screen can show the number',
    advice: 'Ask a person at the point; mend the printer.',
  },
  'bookings-off': {
    what: 'This site takes no bookings',
    advice: 'Add `bookings:` to the site file.',
  },
  'booking-unknown': {
    what: 'There is no such booking today or in the next days',
    advice: 'Compare the code with the letter. A person at the point can give a number instead.',
  },
  'booking-cancelled': {
    what: 'The booking has been cancelled',
    advice: 'Ask a person at the point, or take a number.',
  },
  'booking-arrived': {
    what: 'The customer of this booking is here already',
    advice: 'The ticket that was given then is valid.',
  },
  'booking-other-day': {
    what: 'The booking is for another day',
    advice: 'Come back on that day, or take a number.',
  },
  'booking-late': {
    what: 'The time of the booking has passed',
    advice: 'Ask a person at the point, or take a number.',
  },
  'booking-twice': {
    what: 'A list of bookings has the same code twice',
    advice: 'Give each booking a code of its own; the list was not taken.',
  },
  'bookings-day': {
    what: 'A list of bookings does not belong to its day',
    advice:
      'Send the bookings of one day that is not over, each with a time on that day by the clock of the site.',
  },
  'bookings-too-many': {
    what: 'There are more bookings than the box keeps',
    advice: 'Let the calendar hold only bookings of this site, or keep fewer days ahead.',
  },
  'bookings-unsteady': {
    what: 'The bookings have changed more often today than can be true',
    advice: 'Let the booking system keep the UID of an event as it is; until tomorrow the last list stays.',
  },
  'box-busy': { what: 'Too many commands wait at once', advice: 'Try again in a moment.' },
  'box-stopping': { what: 'The box is stopping', advice: 'Try again when it is back.' },
  'measures-unknown': {
    what: 'There are no figures of this day, month or quarter',
    advice:
      'Ask for today, or for a day on which the box was running; one that is not over has figures so far. On paper only the last hundred days can be had.',
  },
} as const satisfies Record<string, Entry>;
