import type { Site, SiteLobbyDisplay } from '../config/site';
import type { Runtime } from '../runtime';
import { showings } from '../servicepoint/queue/announcements';
import { callsOf } from './latest-calls';
import type { DisplayFeed, DisplayView, LatestCall } from './pages/display/display-feed';
import { stateOnDisk } from './state-on-disk';
import { todayView } from './today-view';

/** Numbers that are told ahead: more than any rush calls within the time that the page may be on its own. */
const mostPlanned = 120;

/** Called numbers that are told; one more than a display shows, as the one in turn is not among them. */
const mostLatest = 8;

/**
 * What the lobby displays show.
 * @param at ms since 1970-01-01 UTC
 * @throws TiskiError as `stateOnDisk`
 */
export function displayView(site: Site, runtime: Runtime, at: number): DisplayFeed {
  const state = stateOnDisk(runtime);
  const plan = showings(state.announcements, runtime.rules.announcements);
  return {
    ...todayView(site, { state, runtime, at }),
    plan: plan.filter(({ to }) => to > at).slice(0, mostPlanned),
    latest: latestCalls(callsOf(state, plan), at),
    counters: Object.fromEntries(site.counters.map(({ id, name }) => [id, name])),
    displays: (site.displays ?? []).map(oneDisplay),
  };
}

function oneDisplay({ id, chime = false, directions = [] }: SiteLobbyDisplay): DisplayView {
  return {
    id,
    chime,
    directions: Object.fromEntries(
      directions.map(({ counter, arrow, text }) => [counter, { arrow, ...(text && { text }) }]),
    ),
  };
}

/** Those who are planned to be shown later are told as well: the page shows each once its time has come. */
function latestCalls(calls: readonly LatestCall[], at: number): LatestCall[] {
  const past = calls.filter(({ from }) => from <= at).slice(0, mostLatest);
  return [...calls.filter(({ from }) => from > at).slice(-mostPlanned), ...past];
}
