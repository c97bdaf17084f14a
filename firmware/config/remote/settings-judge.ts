import type { TSchema } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { type CatalogueCode, catalogue } from '../../../hal/platform/catalogue';
import { type Drivers, installedDrivers } from '../drivers';
import { type Examined, examine } from '../examine';
import { formFindings } from '../form';
import { normalSite } from '../load-site';
import { pointerTo, segmentsOf } from '../pointer';
import { type Finding, severityOf } from '../problem';
import { formOf } from '../roles';
import type { Site } from '../site';
import { didYouMean, listed } from '../suggest';
import { isRecord } from '../walk';
import { quoted } from '../words';
import { listsById } from './settings';
import { withSettings } from './with-settings';

/** Why settings cannot be taken. */
export interface SettingProblem {
  readonly code: CatalogueCode;
  /** JSON pointer into the message. */
  readonly path: string;
  readonly what: string;
  readonly advice: string;
}

export type Judgement =
  | { readonly site: Site; readonly problems?: undefined }
  | { readonly site?: undefined; readonly problems: readonly SettingProblem[] };

const under = '/settings';

/**
 * Holds settings from afar against a site: first their own form, then the whole site with them over it against everything that a site file is
 * held against. A problem that the site has without them is not theirs.
 */
export class SettingsJudge {
  readonly #site: Site;
  readonly #drivers: Drivers;
  #without: ReadonlySet<string> | undefined;

  /** `site`: as loaded. */
  constructor(site: Site, drivers: Drivers = installedDrivers) {
    this.#site = site;
    this.#drivers = drivers;
  }

  /**
   * @param message the whole message; its settings stand under `settings`
   * @param schema that of the message
   * @returns the site with the settings over it, normal and frozen; or all problems, one per cause
   */
  judge(message: unknown, schema: TSchema): Judgement {
    const value = Value.Default(schema, structuredClone(message));
    const settings = isRecord(value) && Object.hasOwn(value, 'settings') ? value.settings : undefined;
    const form = formFindings({ schema, value, base: '', written: () => undefined });
    // Where what stands around them is wrong already, they may be no settings at all.
    if (form.some(({ at }) => !at.startsWith(`${under}/`)))
      return { problems: distinct(form).map(problemOf) };
    const whole = this.#examine(settings);
    const findings = [...form, ...this.#unknownIds(settings), ...this.#theirs(whole)];
    if (findings.length > 0) return { problems: distinct(findings).map(problemOf) };
    return { site: normalSite(whole.value as Site, '/') };
  }

  *#unknownIds(settings: unknown): Iterable<Finding> {
    for (const list of listsById) {
      const given = isRecord(settings) && Object.hasOwn(settings, list) ? settings[list] : undefined;
      if (!isRecord(given)) continue;
      const ids = (this.#site[list] ?? []).map(({ id }) => id);
      for (const id of Object.keys(given)) {
        if (ids.includes(id)) continue;
        const meant = didYouMean(id, ids) || `; there are ${listed(ids)}`;
        const message = `${quoted(id)} is not under ${list} of the site file${meant}`;
        yield { code: 'configuration-id-unknown', at: `${under}${pointerTo(list, id)}`, message };
      }
    }
  }

  #theirs({ findings }: Examined): Finding[] {
    this.#without ??= new Set(this.#examine(undefined).findings.map(textOf));
    const known = this.#without;
    return findings
      .filter(finding => severityOf(finding.code) === 'error' && !known.has(textOf(finding)))
      .map(finding => ({ ...finding, at: this.#placed(finding.at) }));
  }

  #examine(settings: unknown): Examined {
    return examine({
      form: formOf(undefined),
      value: withSettings(this.#site, settings),
      hasMeaning: true,
      drivers: this.#drivers,
      // A picture cannot be chosen from afar, and that of the site file was looked for at the start.
      fileExists: () => true,
      written: () => undefined,
      placeOf: pointer => `at ${this.#placed(pointer)}`,
    });
  }

  /** Where a setting of the whole site stands in the message. */
  #placed(pointer: string): string {
    const [list, index, ...rest] = segmentsOf(pointer);
    const name = listsById.find(one => one === list);
    const id = name && this.#site[name]?.[Number(index)]?.id;
    return `${under}${id === undefined || list === undefined ? pointer : pointerTo(list, id, ...rest)}`;
  }
}

function textOf({ code, at, message }: Finding): string {
  return `${code} ${at} ${message}`;
}

/** The form is told first, and again as a form of the whole. */
function distinct(findings: readonly Finding[]): Finding[] {
  const heard = new Set<string>();
  return findings.filter(({ at }) => !heard.has(at) && heard.add(at));
}

function problemOf({ code, at, message }: Finding): SettingProblem {
  return { code, path: at, what: message, advice: catalogue[code].advice };
}
