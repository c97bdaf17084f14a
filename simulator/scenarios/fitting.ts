import { didYouMean, type Finding } from '../../firmware/config/check-document';
import type { Site } from '../../firmware/config/site';
import type { Scenario } from './scenario';

/** What a scenario names that its site does not have. */
export function unknownTo(site: Site, scenario: Scenario): Finding[] {
  const services = site.services.map(({ id }) => id);
  const counters = site.counters.map(({ id }) => id);
  const devices = Object.keys(site.devices);
  const unknown = (
    at: string,
    name: string,
    what: string,
    names: readonly string[],
    on?: 'key',
  ): Finding[] =>
    names.includes(name)
      ? []
      : [
          {
            code: 'scenario-reference',
            at,
            ...(on && { on }),
            message: `the site ${site.site} has no ${what} "${name}"${didYouMean(name, names)}`,
          },
        ];
  return [
    ...Object.keys(scenario.demand).flatMap(id => unknown(`/services/${id}`, id, 'service', services, 'key')),
    ...scenario.advisors.value.flatMap(({ counter }, index) =>
      unknown(`/staff/posts/${index}/counter`, counter, 'counter', counters),
    ),
    ...Object.keys(scenario.languages.value).flatMap(language =>
      unknown(`/languages/weights/${language}`, language, 'language', site.languages, 'key'),
    ),
    ...(scenario.seasons ?? []).flatMap((season, index) =>
      (season.services ?? []).flatMap((id, item) =>
        unknown(`/seasons/${index}/services/${item}`, id, 'service', services),
      ),
    ),
    ...(scenario.rings ?? []).flatMap(({ device }, index) =>
      unknown(`/rings/${index}/device`, device, 'device', devices),
    ),
    ...(scenario.faults ?? []).flatMap(({ device, what }, index) =>
      what === 'hot' && device === undefined
        ? []
        : unknown(`/faults/${index}/device`, device ?? '', 'device', devices),
    ),
  ];
}
