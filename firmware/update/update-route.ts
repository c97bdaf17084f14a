import type { Hal } from '../../hal/hal';
import type { Time } from '../../hal/platform/time';
import type { SiteNow } from '../configuration/site-now';
import type { BoxWatch } from '../health/box-watch';
import type { Link } from '../link/link';
import type { Runtime } from '../runtime';
import { accessIn } from '../screens/access/access-folder';
import { RoleTokens } from '../screens/access/role-tokens';
import { type ExtraRoutes, problem } from '../screens/extra-routes';
import { sendJson } from '../screens/send';
import { busyNow, digestOfHeld } from './busy-now';

export interface UpdateRouteOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly link: Link | undefined;
  readonly box: BoxWatch | undefined;
  readonly version: string;
  /** Folder that survives restarts. */
  readonly stateDir: string;
  readonly isReady: () => boolean;
  readonly time: Time;
}

/** What the updater asks before it restarts the box into another release, and after. */
export interface UpdateView {
  readonly box: string;
  readonly version: string;
  readonly ready: boolean;
  /** `Busy`; of a satellite whatever its hub says. */
  readonly busy: readonly string[];
  readonly quietUntil: number | null;
  /** Of a satellite: the release of its hub, while that is heard. */
  readonly upTo?: string;
  readonly journal: {
    readonly epoch: string;
    readonly sequence: number;
    readonly digest: string;
    readonly day: string;
  };
  readonly devices: Readonly<Record<string, string>>;
  readonly broker: 'online' | 'offline' | null;
}

/** `GET /api/update`, for programs on the box and technicians. */
export function updateRoute(options: UpdateRouteOptions): ExtraRoutes {
  return {
    links: [],
    add(routes, { door }) {
      routes.get('/api/update', (request, response) => {
        if (door.mayRead(request, { role: 'technician' })) sendJson(response, 200, updateNow(options));
        else problem(response, 'not-allowed');
      });
    },
  };
}

export function updateNow(options: UpdateRouteOptions): UpdateView {
  const { runtime, hal, site, link, version, isReady } = options;
  const { state, journal } = runtime;
  return {
    box: `${site.now.site}/${site.now.appliance}`,
    version,
    ready: isReady(),
    ...quietNow(options),
    journal: { epoch: journal.epoch, sequence: journal.last, digest: digestOfHeld(state), day: state.day },
    devices: Object.fromEntries(
      [...hal.devices.keys()].map(name => [name, state.devices.get(name)?.health ?? 'unknown']),
    ),
    broker: link ? link.status.state : null,
  };
}

/** Who would be disturbed by a restart. */
export function quietNow(options: UpdateRouteOptions): Pick<UpdateView, 'busy' | 'quietUntil'> {
  const { runtime, box, time } = options;
  const { state, rules, journal } = runtime;
  const { busy, quietUntil } = busyNow(state, rules, time.now());
  return {
    busy: [
      ...busy,
      ...(isTechnicianPaired(options) ? (['technician'] as const) : []),
      ...(box && !box.clock.synced ? (['clock'] as const) : []),
      ...(journal.waiting > 0 ? (['journal'] as const) : []),
    ],
    quietUntil,
  };
}

/** Whoever came in by a code is in for some hours; a token without an end is a program's. */
function isTechnicianPaired({ stateDir, time }: UpdateRouteOptions): boolean {
  const tokens = new RoleTokens({ folder: accessIn(stateDir), time }).list();
  return tokens.some(({ role, until }) => role === 'technician' && until !== undefined);
}
