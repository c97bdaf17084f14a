import type { TObject, TProperties } from '@sinclair/typebox';
import type { Site } from '../site';
import { isRecord, recordItem } from '../walk';
import { groups, listsById, RemoteSettings, wholeSettings } from './settings';

type Plain = Record<string, unknown>;

/** A copy of the site with these settings over it, whether they have the right form or not; what has no place in the schema is left out. */
export function withSettings(site: Site, settings: unknown): Plain {
  const merged: Plain = structuredClone(site);
  if (!isRecord(settings)) return merged;
  for (const name of wholeSettings) if (Object.hasOwn(settings, name)) merged[name] = settings[name];
  for (const list of listsById) {
    const entries = site[list];
    const given = ownGroup(settings, list);
    const schema = recordItem(RemoteSettings.properties[list]) as TObject | undefined;
    if (!entries || !given || !schema) continue;
    merged[list] = structuredClone(entries).map(entry => ({
      ...entry,
      ...chosen(ownGroup(given, entry.id), schema.properties),
    }));
  }
  const given = Object.fromEntries(
    groups.map(name => [
      name,
      chosen(ownGroup(settings, name), RemoteSettings.properties[name].properties as TProperties),
    ]),
  );
  if (ownGroup(settings, 'ticket')) merged.ticket = { ...site.ticket, ...given.ticket };
  // A campaign is one thing: windows of the site file do not belong to another way of collecting.
  if (ownGroup(settings, 'feedback'))
    merged.feedback = {
      ...(site.feedback && { openAnswers: { ...site.feedback.openAnswers } }),
      ...given.feedback,
    };
  return merged;
}

function ownGroup(settings: Plain, name: string): Plain | undefined {
  const value = Object.hasOwn(settings, name) ? settings[name] : undefined;
  return isRecord(value) ? value : undefined;
}

function chosen(given: Plain | undefined, properties: TProperties): Plain {
  return Object.fromEntries(Object.entries(given ?? {}).filter(([name]) => Object.hasOwn(properties, name)));
}
