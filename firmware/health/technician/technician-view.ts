import { isCatalogueCode } from '../../../hal/platform/catalogue';
import type { Time } from '../../../hal/platform/time';
import type { LogTail } from '../../log-tail';
import type { Condition, Reason, TechnicianFeed } from '../../screens/pages/technician/technician-feed';
import { stateOnDisk } from '../../screens/state-on-disk';
import { type AdviceLanguage, adviceIn } from '../../texts/advice/advice';
import { type HealthRouteOptions, healthNow } from '../health-route';

export interface TechnicianSource extends HealthRouteOptions {
  readonly time: Time;
  readonly tail: LogTail | undefined;
  /** ms since 1970-01-01 UTC */
  readonly startedAt: number;
}

/** What the technician's page shows. @throws TiskiError as `stateOnDisk` */
export function technicianView(
  source: TechnicianSource,
  language: AdviceLanguage,
  withLog: boolean,
): TechnicianFeed {
  const { runtime, hal, site, version, time, tail, startedAt } = source;
  const { now } = site;
  const { mode, tickets } = stateOnDisk(runtime);
  const { box, devices, satellites = {} } = healthNow(source);
  const of = (report: Told) => conditionOf(report, language);
  return {
    mode,
    name: now.name,
    languages: now.languages,
    timezone: now.timezone,
    now: time.now(),
    appliance: now.appliance,
    version,
    node: process.versions.node,
    startedAt,
    devices: Object.entries(devices).map(([name, report]) => ({
      name,
      kind: hal.devices.get(name)?.kind ?? 'other',
      driver: now.devices[name]?.driver ?? 'other',
      counters: report.counters ?? {},
      ...of(report),
    })),
    box: of(box),
    satellites: Object.entries(satellites).map(([name, report]) => ({
      name,
      ...(report.version !== undefined && { version: report.version }),
      ...of(report),
    })),
    restartable: runtime.rules.restartable === true,
    waiting: [...tickets.values()].filter(({ state }) => state === 'waiting').length,
    ...(withLog && { log: tail?.lines ?? [] }),
  };
}

type Told = Omit<ReturnType<typeof healthNow>['devices'][string], 'counters'>;

function conditionOf(report: Told, language: AdviceLanguage): Condition {
  const { health, code, warnings, since, lastGood, tested } = report;
  return {
    health,
    ...(code !== undefined && { reason: reasonOf(code, language) }),
    warnings: warnings.map(warning => reasonOf(warning, language)),
    ...(since !== undefined && { since: Date.parse(since) }),
    ...(lastGood !== undefined && { lastGood: Date.parse(lastGood) }),
    ...(tested && {
      tested: {
        result: tested.result,
        ...(tested.code !== undefined && { reason: reasonOf(tested.code, language) }),
        at: Date.parse(tested.at),
      },
    }),
  };
}

function reasonOf(code: string, language: AdviceLanguage): Reason {
  return isCatalogueCode(code) ? { code, ...adviceIn(code, language) } : { code, what: code, advice: '' };
}
