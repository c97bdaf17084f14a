import { catalogue, isCatalogueCode } from '../../hal/platform/catalogue';
import type { Time } from '../../hal/platform/time';
import { neighbourDevices } from '../config/neighbour-names';
import type { Site } from '../config/site';
import type { BoxHealth } from '../health/box/box-monitor';
import type { Runtime } from '../runtime';
import { type LobbyNow, lobbyAt } from '../servicepoint/queue/announcements';
import { callableFirst } from '../servicepoint/queue/call-order';
import type { Ticket } from '../servicepoint/queue/ticket';
import { waitsOfCounter, waitsOfService } from '../servicepoint/queue/waits';
import { messageViews } from './message-views';
import { endedRingViews, type OtherCallers, placeViews, ringViews } from './ring-views';
import { stateOnDisk } from './state-on-disk';
import type { BoxView, DeviceView, LobbyView, ReasonView, StateView, TicketView } from './views';

export interface StateSource {
  readonly site: Site;
  readonly runtime: Runtime;
  readonly version: string;
  readonly time: Time;
  readonly callers?: OtherCallers;
  readonly boxHealth?: () => BoxHealth | undefined;
}

/**
 * The service point as pages and programs see it. Only what is on disk is shown: facts that still wait are committed first.
 * @throws TiskiError `journal-unwritable` when they cannot be
 */
export function stateView(source: StateSource): StateView {
  const { site, runtime, version, time, boxHealth } = source;
  const { journal, rules } = runtime;
  const at = time.now();
  const state = stateOnDisk(runtime);
  const box = boxHealth?.();
  return {
    site: site.site,
    appliance: site.appliance,
    name: site.name,
    languages: site.languages,
    version,
    epoch: journal.epoch,
    sequence: journal.last,
    mode: state.mode,
    day: state.day,
    services: site.services.map(({ id, letter, organisation, name }) => ({
      id,
      letter,
      organisation,
      name,
      queue: callableFirst(state, id, rules, at).map(({ code }) => code),
      waits: waitsOfService(state, id, at),
    })),
    counters: site.counters.map(({ id, name, services, lamp, display }) => {
      const ticket = state.counters.get(id);
      return {
        id,
        name,
        services,
        ...(ticket === undefined ? {} : { ticket }),
        waits: waitsOfCounter(state, { id, services }, at),
        messages: messageViews(site, state, id),
        ...(lamp === undefined ? {} : { lamp }),
        ...(display === undefined ? {} : { display }),
      };
    }),
    kiosks: site.kiosks.map(({ id, printer }) => ({ id, ...(printer === undefined ? {} : { printer }) })),
    lobby: lobbyView(site, lobbyAt(state.announcements, rules.announcements, at)),
    rings: ringViews(source, state, rules, at),
    endedRings: endedRingViews(source, state),
    places: placeViews(site, state, rules),
    tickets: Array.from(state.tickets.values(), ticketView),
    devices: [
      ...Object.entries(site.devices).map(([name, { driver }]) => deviceView(runtime, name, driver)),
      ...(site.bookings?.calendars ?? []).map(({ id }) => deviceView(runtime, id, 'calendar')),
      ...neighbourDevices(site).map(name => deviceView(runtime, name, 'neighbour')),
    ],
    ...(box && { box: boxView(box) }),
  };
}

function lobbyView({ displays = [] }: Site, { showing, changesAt }: LobbyNow): LobbyView {
  return {
    ...(showing && { showing }),
    ...(Number.isFinite(changesAt) && { changesAt }),
    displays: displays.map(({ id, display }) => ({ id, ...(display !== undefined && { display }) })),
  };
}

function ticketView(ticket: Ticket): TicketView {
  const {
    code,
    state,
    service,
    language,
    needsTime,
    group,
    slot,
    print,
    issuedAt,
    counter,
    calledAt,
    servingAt,
    endedAt,
    calls,
    overdueAt,
    returnAt,
    reinstated,
  } = ticket;
  return {
    code,
    state,
    service,
    language,
    needsTime,
    ...(group === undefined ? {} : { group }),
    ...(slot === undefined ? {} : { slot }),
    print,
    issuedAt,
    ...(counter === undefined ? {} : { counter }),
    ...(calledAt === undefined ? {} : { calledAt }),
    ...(servingAt === undefined ? {} : { servingAt }),
    ...(endedAt === undefined ? {} : { endedAt }),
    calls,
    ...(state === 'called' && overdueAt !== undefined ? { overdueAt } : {}),
    ...(state === 'parked' && returnAt !== undefined ? { returnAt } : {}),
    ...(reinstated === 0 ? {} : { reinstated }),
  };
}

function boxView({ code, warnings, ...rest }: BoxHealth): BoxView {
  return { ...rest, ...(code !== undefined && { reason: reasonOf(code) }), warnings: warnings.map(reasonOf) };
}

function deviceView(runtime: Runtime, name: string, driver: string): DeviceView {
  const report = runtime.state.devices.get(name);
  if (!report)
    return { name, driver, health: 'unknown', reason: reasonOf('device-not-started'), warnings: [] };
  return {
    name,
    driver,
    health: report.health,
    ...(report.code === undefined ? {} : { reason: reasonOf(report.code) }),
    warnings: report.warnings.map(reasonOf),
  };
}

function reasonOf(code: string): ReasonView {
  return isCatalogueCode(code) ? { code, ...catalogue[code] } : { code, what: code, advice: '' };
}
