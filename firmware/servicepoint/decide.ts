import { checkIn } from './bookings/check-in';
import { calendarRead, pushBookings } from './bookings/take-bookings';
import { restart, selfTest, selfTested } from './box/care';
import { changeMode } from './box/mode';
import { pairTechnician } from './box/pairing';
import {
  boxReported,
  clockStepped,
  deviceReported,
  eventsDropped,
  printEnded,
  started,
} from './box/reporting';
import type { Command } from './commands';
import {
  configurationRefused,
  configurationUnfit,
  configure,
  restoreConfiguration,
} from './configuration/configuring';
import { accept, type Decision, refuse } from './decision';
import { paperFeedback } from './feedback/paper';
import { answerFeedback, seedFeedback, smileyPressed, smileyStuck } from './feedback/take-feedback';
import { printSummary } from './measures/print-summary';
import { seeMessage } from './messages/seeing';
import { sendMessage } from './messages/sending';
import { setPresence } from './presence/set-presence';
import { call, done, next, withCurrent } from './queue/calling';
import { takeTicket } from './queue/issuing';
import { park } from './queue/parking';
import { takenOver } from './queue/taken-over';
import { cancel, reinstate, transfer } from './queue/tending';
import { acknowledge, markWrong } from './ringing/acknowledging';
import { callHelp, ringHeard } from './ringing/beginning';
import { helpOver, ringOver } from './ringing/ending';
import type { CounterRules, Rules } from './rules';
import type { ServicePointView } from './state';

/** Says what follows from a command, given the state and the rules of the site. Changes nothing. */
export function decide(state: ServicePointView, command: Command, rules: Rules): Decision {
  switch (command.name) {
    case 'take-ticket':
      return takeTicket(state, command.args, { at: command.at, channel: command.channel, rules });
    case 'check-in':
      return checkIn(state, command.args, { at: command.at, channel: command.channel, rules });
    case 'bookings':
      return pushBookings(state, command.args, { at: command.at, rules });
    case 'calendar-read':
      return calendarRead(state, command.args, { at: command.at, rules });
    case 'next':
      return atCounter(command.args.counter, rules, counter =>
        next(state, counter, { rules, at: command.at }),
      );
    case 'call':
      return atCounter(command.args.counter, rules, counter => call(state, counter, command.args.ticket));
    case 'recall':
      return atCounter(command.args.counter, rules, counter =>
        withCurrent(state, counter, 'ticket.recalled'),
      );
    case 'arrived':
      return atCounter(command.args.counter, rules, counter => withCurrent(state, counter, 'ticket.serving'));
    case 'no-show':
      return atCounter(command.args.counter, rules, counter => withCurrent(state, counter, 'ticket.no-show'));
    case 'done':
      return atCounter(command.args.counter, rules, counter => done(state, counter));
    case 'park':
      return atCounter(command.args.counter, rules, counter => park(state, counter, command.args.minutes));
    case 'transfer':
      return transfer(state, command.args, { rules, by: command.by });
    case 'cancel':
      return cancel(state, command.args.ticket);
    case 'reinstate':
      return reinstate(state, command.args.ticket);
    case 'started':
      return started(state, command.args.version, rules);
    case 'print-ended':
      return printEnded(state, command.args);
    case 'device-reported':
      return deviceReported(state, command.args, rules);
    case 'ring-heard':
      return ringHeard(state, command.args, { at: command.at, rules });
    case 'ring-over':
      return ringOver(state, command.args, { at: command.at, rules });
    case 'acknowledge':
      return acknowledge(state, command.args, { at: command.at, rules, by: command.by });
    case 'wrong-call':
      return markWrong(state, command.args.ring);
    case 'help':
      return callHelp(state, command.args, { at: command.at, rules });
    case 'help-over':
      return helpOver(state, command.args, command.by, { at: command.at, rules });
    case 'presence':
      return setPresence(state, command.args, rules);
    case 'message':
      return sendMessage(state, command.args, rules);
    case 'message-seen':
      return seeMessage(state, command.args);
    case 'answer-feedback':
      return answerFeedback(state, command.args, command.at, rules);
    case 'paper-feedback':
      return paperFeedback(state, command.args, command.at, rules);
    case 'smiley-pressed':
      return smileyPressed(state, command.args, command.at, rules);
    case 'smiley-stuck':
      return smileyStuck(state, command.args, rules);
    case 'feedback-seed':
      return seedFeedback(command.args.seed);
    case 'print-summary':
      return printSummary(state, command.args, rules);
    case 'summary-ended':
      return accept([{ type: 'measure.summary-ended', data: command.args }]);
    case 'restore-config':
      return restoreConfiguration(state, command.by);
    case 'configure':
      return configure(state, command.args);
    case 'configuration-refused':
      return configurationRefused(state, command.args);
    case 'configuration-unfit':
      return configurationUnfit(state, command.args);
    case 'mode':
      return changeMode(state, command.args.mode);
    case 'self-test':
      return selfTest(command.args, { at: command.at, rules, by: command.by });
    case 'restart':
      return restart(state, command.args, { at: command.at, rules, by: command.by });
    case 'pair-technician':
      return pairTechnician(state, command.args, { at: command.at, rules, by: command.by });
    case 'pairing-ended':
      return accept([{ type: 'appliance.pairing-ended', data: command.args }]);
    case 'technician-paired':
      return accept([{ type: 'appliance.technician-paired', data: command.args }]);
    case 'self-tested':
      return selfTested(command.args);
    case 'box-reported':
      return boxReported(state, command.args);
    case 'events-dropped':
      return eventsDropped(command.args);
    case 'taken-over':
      return takenOver(state, command.args.asOf, rules);
    case 'clock-stepped':
      return clockStepped(command.args.by);
    case 'clock-reported':
      return accept([{ type: 'appliance.clock-changed', data: command.args }]);
    case 'tick':
      return accept([]);
  }
}

function atCounter(id: string, rules: Rules, decideThere: (counter: CounterRules) => Decision): Decision {
  const counter = rules.counters.get(id);
  return counter ? decideThere(counter) : refuse('counter-unknown', id);
}
