import { Runtime } from '../../../firmware/runtime';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { silent } from '../../../hal/platform/log';
import { type Office, officeOf } from '../../../simulator/people/office';
import { enterOffice, type Surroundings } from '../../../simulator/people/surroundings';
import { localInstant } from '../../../simulator/time/local-instant';
import { type Settle, turnsWhile, VirtualTime } from '../../../simulator/time/virtual-time';

const rules: Rules = {
  timezone: 'Europe/Helsinki',
  languages: ['fi', 'sv'],
  services: new Map([
    ['tax', { id: 'tax', letter: 'V' }],
    ['town', { id: 'town', letter: 'M' }],
  ]),
  counters: new Map([
    ['counter-1', { id: 'counter-1', services: ['tax', 'town'] }],
    ['counter-2', { id: 'counter-2', services: ['town'] }],
  ]),
  kiosks: new Map([['lobby', { id: 'lobby' }]]),
};

/** The product on a journal in memory, under a time that the test moves, with room for people. */
export interface SmallOffice {
  readonly rules: Rules;
  readonly time: VirtualTime;
  readonly runtime: Runtime;
  readonly office: Office;
  readonly settle: Settle;
  readonly here: Surroundings;
  readonly events: ServiceEvent[];
  /** The story of one number: the names of its facts so far, without their family. */
  course(code: string): string[];
  /** When something happened to a number, minutes since the office was opened; the first time, if more than once. */
  minuteOf(code: string, fact: string): number | undefined;
}

export function smallOffice(): SmallOffice {
  const opens = localInstant('2014-11-04', 9 * 60, rules.timezone);
  const time = new VirtualTime(opens);
  const runtime = new Runtime({
    journalFile: ':memory:',
    rules,
    time,
    log: silent,
    version: 'test',
    makeEpoch: () => 'test',
  });
  const office = officeOf(runtime);
  const events: ServiceEvent[] = [];
  office.watch(event => events.push(event));
  const about = (code: string) =>
    events.filter(event => 'ticket' in event.data && event.data.ticket === code);
  return {
    rules,
    time,
    runtime,
    office,
    settle: turnsWhile(() => runtime.journal.waiting > 0),
    here: enterOffice(office, time).here,
    events,
    course: code => about(code).map(({ type }) => type.slice('ticket.'.length)),
    minuteOf(code, fact) {
      const event = about(code).find(({ type }) => type === `ticket.${fact}`);
      return event && (event.at - opens) / 60_000;
    },
  };
}
