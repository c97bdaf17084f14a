import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import type { CrewNews, CrewOrder, ToCrew } from './crew';
import { OwnMosquitto } from './own-mosquitto';
import { figuresOf } from './process-figures';
import { quantile } from './quantile';
import { type BrokerCount, Subscriber } from './subscriber';

export interface FleetOptions {
  readonly appliances: number;
  /** Of a broker elsewhere; one of its own, if left out. */
  readonly broker?: string;
  /** Times the busiest hour of the busiest of the sourced points. */
  readonly pace: number;
  /** Seconds of business that are measured, and of quiet before. */
  readonly seconds: number;
  readonly quiet: number;
  readonly processes: number;
  readonly seed: number;
  readonly version: string;
  /** `tiski.js`, which the processes are made from. */
  readonly program: string;
  readonly notes: (line: string) => void;
}

export interface FleetReport {
  readonly appliances: number;
  readonly pace: number;
  /** Seconds until the last was online. */
  readonly together: number;
  readonly seconds: number;
  readonly events: number;
  /** From the fact, before it is committed, to the subscriber; ms. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
  readonly missing: number;
  readonly doubled: number;
  /** Facts that no broker had acknowledged at the end. */
  readonly behind: number;
  /** Absent for a broker that does not count (`$SYS`). MQTT bytes of one appliance, both ways. */
  readonly bytes?: {
    /** A second without business. */
    readonly quiet: number;
    /** An event, with the changes of state that it brings. */
    readonly event: number;
    /** A day: 316 events and the rest of 24 hours. */
    readonly day: number;
  };
  /** Absent for a broker elsewhere. */
  readonly broker?: { readonly cores: number; readonly memory: number };
  /** Of one appliance: share of a core, and bytes of its process. */
  readonly appliance: { readonly cores: number; readonly memory: number };
}

/** Events of a busy day: `npm run bench -- wire`. */
const eventsOfDay = 316;

const msOfDay = 86_400_000;

/** MiB: the little that a box has for what is young would make a process of a thousand boxes collect all the time. */
const youngSpace = '--max-semi-space-size=64';

/** Connections that are begun in a second, all processes together. */
const perSecond = 200;

/** Patience with a fleet that comes together, and with its last events, ms. */
const patience = { together: 300_000, last: 30_000 };

/** Bytes a second of an appliance that says nothing but that it is there, at most. */
const quietEnough = 10;

interface Crew {
  readonly child: ChildProcess;
  news: CrewNews;
}

/** Runs a fleet from its first connection to its last event. @throws Error when broker or fleet do not come up */
export async function fleet(options: FleetOptions): Promise<FleetReport> {
  const own = options.broker === undefined ? await new OwnMosquitto().start() : undefined;
  const url = options.broker ?? own?.url ?? '';
  const crews: Crew[] = [];
  const subscriber = new Subscriber(url);
  try {
    await subscriber.start();
    crews.push(...crewsOf(options, url));
    const began = performance.now();
    await until(
      () => onlineOf(crews) === options.appliances,
      patience.together,
      () => {
        options.notes(`${onlineOf(crews)} of ${options.appliances} online`);
      },
    );
    const together = (performance.now() - began) / 1000;
    await until(() => behindOf(crews) === 0, patience.last);
    await settled(subscriber, options.appliances);
    const quiet = await measured(options.quiet, { crews, subscriber, own });
    subscriber.forget();
    tell(crews, 'open');
    options.notes(`open, for ${options.seconds} s`);
    const busy = await measured(options.seconds, { crews, subscriber, own });
    tell(crews, 'close');
    await until(() => behindOf(crews) === 0, patience.last).catch(() => undefined);
    await wait(1000);
    return reportOf(options, { together, quiet, busy, subscriber, behind: behindOf(crews) });
  } finally {
    await Promise.all(crews.map(stopped));
    await subscriber.stop();
    await own?.stop();
  }
}

function crewsOf({ appliances, processes, program, ...options }: FleetOptions, url: string): Crew[] {
  const share = Math.ceil(appliances / processes);
  return Array.from({ length: Math.ceil(appliances / share) }, (_, index) => {
    const first = index * share + 1;
    const order: CrewOrder = {
      url,
      first,
      count: Math.min(share, appliances - first + 1),
      pace: options.pace,
      seed: options.seed,
      version: options.version,
      perSecond: perSecond / processes,
    };
    const child = fork(program, ['fleet', '--crew'], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [youngSpace],
    });
    const crew: Crew = { child, news: { online: 0, behind: 0, memory: 0, processor: 0 } };
    child.on('message', news => {
      crew.news = news as CrewNews;
    });
    child.send({ order } satisfies ToCrew);
    return crew;
  });
}

/** Each box tells its whole state once it is online: what is measured begins after that, where the broker counts. */
async function settled(subscriber: Subscriber, appliances: number): Promise<void> {
  const end = performance.now() + patience.last;
  let before = subscriber.count;
  while (performance.now() < end) {
    await wait(1500);
    const now = subscriber.count;
    if (!now || !before) return;
    const rate = (now.received - before.received) / ((now.at - before.at) / 1000);
    if (rate < quietEnough * appliances) return;
    before = now;
  }
}

interface Measured {
  readonly seconds: number;
  readonly events: number;
  readonly eventBytes: number;
  readonly before: BrokerCount | undefined;
  readonly after: BrokerCount | undefined;
  /** ms of processor time. */
  readonly crews: number;
  readonly broker: number | undefined;
  /** Bytes at the end. */
  readonly crewsMemory: number;
  readonly brokerMemory: number | undefined;
}

async function measured(
  seconds: number,
  {
    crews,
    subscriber,
    own,
  }: {
    readonly crews: readonly Crew[];
    readonly subscriber: Subscriber;
    readonly own: OwnMosquitto | undefined;
  },
): Promise<Measured> {
  const began = performance.now();
  const [before, bytes, events] = [subscriber.count, subscriber.bytes, subscriber.delays.length];
  const processor = sum(crews, ({ processor }) => processor);
  const brokerBefore = own && figuresOf(own.pid);
  await wait(seconds * 1000);
  const brokerAfter = own && figuresOf(own.pid);
  return {
    seconds: (performance.now() - began) / 1000,
    events: subscriber.delays.length - events,
    eventBytes: subscriber.bytes - bytes,
    before,
    after: subscriber.count,
    crews: sum(crews, ({ processor }) => processor) - processor,
    broker: brokerAfter && brokerBefore && brokerAfter.processor - brokerBefore.processor,
    crewsMemory: sum(crews, ({ memory }) => memory),
    brokerMemory: brokerAfter?.memory,
  };
}

function reportOf(
  { appliances, pace }: FleetOptions,
  seen: {
    readonly together: number;
    readonly quiet: Measured;
    readonly busy: Measured;
    readonly subscriber: Subscriber;
    readonly behind: number;
  },
): FleetReport {
  const { quiet, busy, subscriber, together, behind } = seen;
  const delays = [...subscriber.delays].sort((one, other) => one - other);
  const at = (share: number) => quantile(delays, share);
  const bytes = bytesOf(quiet, busy, appliances);
  const { broker, brokerMemory } = busy;
  return {
    appliances,
    pace,
    together,
    seconds: busy.seconds,
    events: delays.length,
    delay: { p50: at(0.5), p99: at(0.99), max: at(1) },
    ...subscriber.order,
    behind,
    ...(bytes && { bytes }),
    ...(broker !== undefined &&
      brokerMemory !== undefined && {
        broker: { cores: broker / 1000 / busy.seconds, memory: brokerMemory },
      }),
    appliance: {
      cores: busy.crews / 1000 / busy.seconds / appliances,
      memory: busy.crewsMemory / appliances,
    },
  };
}

/** What the subscriber gets is not the fleet's: it is taken off what the broker sent. */
function bytesOf(quiet: Measured, busy: Measured, appliances: number): FleetReport['bytes'] {
  const rate = ({ before, after, eventBytes, seconds }: Measured) => {
    if (!before || !after || after.at === before.at) return undefined;
    const both = after.received - before.received + (after.sent - before.sent);
    return both / ((after.at - before.at) / 1000) - eventBytes / seconds;
  };
  const [still, moved] = [rate(quiet), rate(busy)];
  if (still === undefined || moved === undefined || busy.events === 0) return undefined;
  const event = (moved - still) / (busy.events / busy.seconds);
  const quietOne = still / appliances;
  return { quiet: quietOne, event, day: event * eventsOfDay + (quietOne * msOfDay) / 1000 };
}

function tell(crews: readonly Crew[], message: ToCrew): void {
  for (const { child } of crews) if (child.connected) child.send(message);
}

async function stopped({ child }: Crew): Promise<void> {
  if (child.exitCode !== null || !child.connected) return;
  const ended = once(child, 'exit');
  child.send('stop' satisfies ToCrew);
  await ended;
}

async function until(is: () => boolean, within: number, each: () => void = () => undefined): Promise<void> {
  const end = performance.now() + within;
  let told = performance.now();
  while (!is()) {
    if (performance.now() > end) throw new Error('the fleet does not come together');
    if (performance.now() - told > 5000) {
      told = performance.now();
      each();
    }
    await wait(100);
  }
}

const sum = (crews: readonly Crew[], pick: (news: CrewNews) => number): number =>
  crews.reduce((all, { news }) => all + pick(news), 0);
const onlineOf = (crews: readonly Crew[]): number => sum(crews, ({ online }) => online);
const behindOf = (crews: readonly Crew[]): number => sum(crews, ({ behind }) => behind);
