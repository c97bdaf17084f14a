import { virtualFleet } from './fleet/virtual-fleet';
import type { Told } from './report/queue-course';
import type { FleetAtBroker } from './scenarios/scenario';
import type { FromOutside } from './whole-site/whole-site';

/** What a run of a whole site was like for its centre, as text. */
export function outsideText(outside: FromOutside, told: readonly Told[], timezone: string): string {
  const { courses, byProxy } = outside;
  const attempts = outside.attempts.length;
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: timezone,
    dateStyle: 'short',
    timeStyle: 'medium',
  });
  const events = eventsOf(outside);
  const lines = [
    '',
    ...courses.map(({ what, device, begins, ends }) => {
      const until = Number.isFinite(ends) ? `until ${format.format(ends)}` : 'all the time';
      return `${device === undefined ? '' : `${device} `}${what}: from ${format.format(begins)} ${until}`;
    }),
    ...told
      .filter(({ what }) => what !== 'ring')
      .map(
        ({ at, of, what, code }) =>
          `${format.format(at)} the box says: ${of} ${what}${code ? ` (${code})` : ''}`,
      ),
    `The centre had ${events.length} events, ${isInOrder(events) ? 'each once and in order' : 'NOT each once and in order'}; the last to come was ${(longestDelay(events) / 60_000).toFixed(1)} min old.`,
    `The box asked for ${attempts} ${attempts === 1 ? 'connection' : 'connections'}${byProxy > 0 ? `, ${byProxy} by the proxy` : ''}; nobody connected to it.`,
  ];
  return `${lines.join('\n')}\n`;
}

/** An event as the centre had it. */
export interface Arrived {
  readonly sequence: number;
  readonly type: string;
  /** When it happened and when it came, wall time, ms. */
  readonly at: number;
  readonly came: number;
}

/** The events that the centre had, as they came. */
export function eventsOf({ heard }: FromOutside): Arrived[] {
  return heard
    .filter(({ topic }) => topic.includes('/event/'))
    .map(({ at, payload }) => {
      const { sequence, type, time } = payload as {
        readonly sequence: number;
        readonly type: string;
        readonly time: string;
      };
      return { sequence, type, at: Date.parse(time), came: at };
    });
}

export function isInOrder(events: readonly Arrived[]): boolean {
  return events.every(
    ({ sequence }, index) => index === 0 || sequence === (events[index - 1]?.sequence ?? 0) + 1,
  );
}

/** ms */
export function longestDelay(events: readonly Arrived[]): number {
  return events.reduce((most, { at, came }) => Math.max(most, came - at), 0);
}

/** How many boxes at one broker come back after it was away, as text. */
export function fleetText({ appliances, outage, capacity }: FleetAtBroker, seed: number): string {
  const { outage: back } = virtualFleet({
    appliances: appliances.value,
    outage: outage.value,
    capacity: capacity.value,
    seed,
  });
  if (!back) return '';
  return `\n${appliances.value} boxes (${appliances.source}) after ${outage.value} minutes without their broker: at most ${back.connections} ask for a connection in one second; half are back after ${back.half.toFixed(0)} s, all after ${back.all.toFixed(0)} s.\n`;
}
