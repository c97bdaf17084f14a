import type { Hal } from '../../hal/hal';
import { type CatalogueCode, isCatalogueCode } from '../../hal/platform/catalogue';
import { neighbourDevices } from '../config/neighbour-names';
import { satellitesOf } from '../config/satellites-of-site';
import type { SiteNow } from '../configuration/site-now';
import type { Link } from '../link/link';
import type { HealthMessage } from '../link/messages';
import { health } from '../link/present';
import type { Runtime } from '../runtime';
import { type ExtraRoutes, problem } from '../screens/extra-routes';
import { queryOf } from '../screens/query-of';
import { sendJson } from '../screens/send';
import { stateOnDisk } from '../screens/state-on-disk';
import { type Advice, type AdviceLanguage, adviceIn, adviceLanguages } from '../texts/advice/advice';
import type { BoxWatch } from './box-watch';
import type { PointCare } from './point-care';

export interface HealthRouteOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  readonly site: SiteNow;
  readonly link: Link | undefined;
  readonly box: BoxWatch | undefined;
  readonly care: PointCare;
  readonly version: string;
}

/** `BASE/health` for pages and programs on the spot, with words for every code in it and counters as they are now. */
export type HealthView = HealthMessage & {
  readonly words: Readonly<Record<string, Advice>>;
  readonly language: AdviceLanguage;
};

/** `GET /api/health?language=fi`, for who works here and programs on the box: the language is the first of the site that has words, if left out. */
export function healthRoute(options: HealthRouteOptions): ExtraRoutes {
  return {
    links: [],
    add(routes, { door }) {
      routes.get('/api/health', (request, response) => {
        if (!door.isStaff(request)) return problem(response, 'not-allowed');
        const wanted = queryOf(request).get('language');
        const [language = 'en'] = [wanted, ...options.site.now.languages].filter(isSpoken);
        const message = healthNow(options);
        const words = Object.fromEntries(codesIn(message).map(code => [code, adviceIn(code, language)]));
        sendJson(response, 200, { ...message, words, language } satisfies HealthView);
      });
    },
  };
}

/** All of it as it is on disk and at this moment. */
export function healthNow({
  runtime,
  hal,
  site,
  link,
  box,
  care,
  version,
}: HealthRouteOptions): HealthMessage {
  const { now } = site;
  const state = box?.state ?? ({ health: 'unknown', code: 'device-not-started', warnings: [] } as const);
  return health({
    state: stateOnDisk(runtime),
    rules: runtime.rules,
    devices: [
      ...Object.keys(now.devices),
      ...(now.bookings?.calendars ?? []).map(({ id }) => id),
      ...neighbourDevices(now),
    ],
    smileys: [],
    box: { ...state, warnings: [...state.warnings, ...(link?.warnings ?? [])] },
    satellites: satellitesOf(now),
    ...care.detail,
    counters: name => hal.devices.get(name)?.counters,
    version,
    at: 0,
  });
}

function isSpoken(language: string | null): language is AdviceLanguage {
  return adviceLanguages.some(known => known === language);
}

export function codesIn({ box, devices, satellites = {} }: HealthMessage): CatalogueCode[] {
  const reports = [box, ...Object.values(devices), ...Object.values(satellites)];
  const codes = reports.flatMap(({ code, warnings, ...rest }) => [
    ...(code === undefined ? [] : [code]),
    ...warnings,
    ...('tested' in rest && rest.tested?.code !== undefined ? [rest.tested.code] : []),
  ]);
  return [...new Set(codes)].filter(isCatalogueCode);
}
