import type { FleetReport } from './fleet';
import type { Percentiles, VirtualFleetReport } from './virtual-fleet';

const mebibyte = 1024 * 1024;

type Line = readonly [what: string, value: string];

/** The figures of a fleet for people. */
export function fleetText(report: FleetReport): string {
  const { delay, bytes, broker, appliance } = report;
  return table([
    ['appliances', `${report.appliances}, ${report.pace} times the busiest hour of Mikkeli`],
    ['all online after', `${report.together.toFixed(1)} s`],
    ['events received', `${report.events} in ${report.seconds.toFixed(0)} s`],
    ['lost, doubled, not yet acknowledged', `${report.missing}, ${report.doubled}, ${report.behind}`],
    ['event to subscriber', `p50 ${delay.p50} ms, p99 ${delay.p99} ms, longest ${delay.max} ms`],
    ...(bytes
      ? ([
          ['MQTT bytes of an event with its changes of state', bytes.event.toFixed(0)],
          ['MQTT bytes of a quiet appliance-hour', (bytes.quiet * 3600).toFixed(0)],
          ['MQTT bytes of a busy appliance-day', `${(bytes.day / 1000).toFixed(0)} kB`],
        ] as const)
      : []),
    ...(broker
      ? ([
          ['broker, share of a core', `${(broker.cores * 100).toFixed(1)} %`],
          [
            'broker, memory',
            `${(broker.memory / mebibyte).toFixed(0)} MiB, ${(broker.memory / 1024 / report.appliances).toFixed(0)} KiB for each`,
          ],
        ] as const)
      : []),
    ['one appliance, share of a core', `${(appliance.cores * 100).toFixed(3)} %`],
    ['one appliance, memory of its process', `${(appliance.memory / mebibyte).toFixed(2)} MiB`],
  ]);
}

/** The figures of a country. */
export function virtualText(report: VirtualFleetReport): string {
  const { appliances, messages, busiest, outage } = report;
  return table([
    ['appliances, all as busy as Mikkeli', String(appliances)],
    ['messages a day', String(messages)],
    ['in the busiest second', String(busiest)],
    ...(outage
      ? ([
          ['connections in the busiest second after the outage', String(outage.connections)],
          [
            'back after it: half, 99 of 100, all',
            [outage.half, outage.most, outage.all].map(seconds).join(', '),
          ],
          ['messages in the busiest second after it', String(outage.messages)],
        ] as const)
      : []),
    ['fact to subscriber, waiting in the broker', percentiles(report.delay)],
    ...(outage
      ? ([['fact to subscriber, with what waited in its box', percentiles(report.withOutage)]] as const)
      : []),
  ]);
}

function percentiles({ p50, p99, max }: Percentiles): string {
  return `p50 ${seconds(p50)}, p99 ${seconds(p99)}, longest ${seconds(max)}`;
}

function seconds(value: number): string {
  return `${value < 10 ? value.toFixed(2) : value.toFixed(0)} s`;
}

function table(lines: readonly Line[]): string {
  const width = Math.max(...lines.map(([what]) => what.length));
  return `${lines.map(([what, value]) => `${what.padEnd(width)}  ${value}`).join('\n')}\n`;
}
