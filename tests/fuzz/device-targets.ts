import { Demultiplexer } from '../../hal/drivers/escpos/demultiplexer';
import { defaultLimits } from '../../hal/drivers/firmata/limits';
import { Session } from '../../hal/drivers/firmata/session';
import { Act, Beat, Input, Report, read, Show, Verdict } from '../../hal/drivers/satellite/messages';
import { borrowTopics, partsOf } from '../../hal/drivers/satellite/topics';
import { CallBook } from '../../hal/drivers/xapi/call-book';
import { callReports, callReportsInFeedback } from '../../hal/drivers/xapi/call-report';
import { VirtualTime } from '../../simulator/time/virtual-time';
import type { Target } from './target';

const { all } = borrowTopics('hub', 'room');

/** A board that says this after it has been set up. */
function boardSays(input: Buffer): string {
  const told: string[] = [];
  const time = new VirtualTime();
  const session = new Session(() => {}, {
    time,
    limits: defaultLimits,
    listener: {
      ready: () => told.push('ready'),
      garbage: () => told.push('garbage'),
      over: code => told.push(code),
    },
  });
  session.start();
  for (let at = 0; at < input.length; at += 64) session.receive(input.subarray(at, at + 64));
  time.advance(10_000);
  session.stop();
  return [...new Set(told)].join(' ');
}

/** What the session does with a message; what is no list of calls is a `TypeError` there. */
function callsOf(value: unknown): string {
  const book = new CallBook();
  try {
    const feedback = callReportsInFeedback(value);
    const changes = feedback.flatMap(report => book.change(report));
    const whole = book.replace(callReports(value));
    return [feedback.length > 0, changes.map(({ ring }) => ring), whole.map(({ ring }) => ring)]
      .join(' ')
      .slice(0, 80);
  } catch (error) {
    if (error instanceof TypeError && / (is no |has no )/.test(error.message)) return error.message;
    throw error;
  }
}

export const deviceTargets: readonly Target[] = [
  {
    name: 'escpos-status',
    share: 14,
    read: input => {
      const stream = new Demultiplexer();
      const half = input.length >> 1;
      const reports = [
        ...stream.read(input.subarray(0, half)),
        ...stream.read(input.subarray(half)),
        ...stream.giveUp(),
      ];
      return [...new Set(reports.map(({ report }) => report))].sort().join(' ');
    },
  },
  { name: 'firmata', share: 2, read: boardSays },
  {
    name: 'xapi',
    share: 8,
    read: input => {
      let value: unknown;
      try {
        value = JSON.parse(input.toString('utf8'));
      } catch {
        return 'no JSON';
      }
      return callsOf(value);
    },
  },
  {
    name: 'satellite-messages',
    share: 8,
    read: input => {
      const known = [Beat, Report, Input, Verdict, Show, Act].map(schema => (read(schema, input) ? 1 : 0));
      const { device, what } = partsOf(input.toString('utf8').slice(0, 200), all);
      return `${known.join('')} ${device !== undefined} ${what.length > 0}`;
    },
  },
];
