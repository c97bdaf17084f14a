import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { TiskiError } from '../../hal/platform/error';
import { Authority } from './authority';
import { openRegister } from './open-register';

/** What a region keeps in its folder: the authority's key and certificate, and the register. */
export interface RegionFolder {
  readonly db: Database;
  readonly authority: Authority;
  /** By which boxes reach the service. */
  readonly url: URL;
}

/** Where a region keeps what boxes have left for their successors. */
export const takeoversIn = (folder: string): string => join(folder, 'takeovers');

interface Settings {
  readonly region: string;
  readonly url: string;
}

/**
 * Opens it; makes it if the settings are given, which are kept for later.
 * @throws TiskiError `region-damaged`
 */
export async function openRegion(
  folder: string,
  now: number,
  given: { readonly region?: string | undefined; readonly url?: string | undefined } = {},
): Promise<RegionFolder> {
  const db = openRegister(folder);
  try {
    const { region, url } = settings(db, given);
    return { db, authority: await Authority.open({ folder, region, now }), url: new URL(url) };
  } catch (error) {
    db.close();
    throw error;
  }
}

function settings(db: Database, given: Partial<Settings>): Settings {
  const setting = (name: 'region' | 'url'): string => {
    const value = given[name];
    if (value !== undefined)
      db.prepare(
        'INSERT INTO meta VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      ).run(name, value);
    const kept = db.prepare<[string], { value: string }>('SELECT value FROM meta WHERE name = ?').get(name);
    if (!kept)
      throw new TiskiError('setting-invalid', `--${name} is not known yet: start "serve" with it first`);
    return kept.value;
  };
  return { region: setting('region'), url: setting('url') };
}
