import type { Static } from '@sinclair/typebox';
import type { Configured as ConfiguredSchema } from './configuration-words';

export type Configured = Readonly<Static<typeof ConfiguredSchema>>;

/** Which configuration is in force and which was before; the site file alone is `null`. */
export interface ConfigurationState {
  active: Configured | null;
  /** Absent: there was none before. */
  previous?: Configured | null;
  /** When `active` came into force, ms since 1970; 0 for the site file of a new box. */
  since: number;
  /** Revisions that were in force once, the newest last: none is taken a second time. */
  taken: readonly string[];
  /** Why the newest desired configuration is not in force; absent when it is. */
  refused?: ConfigurationRefused;
}

export interface ConfigurationRefused {
  readonly revision?: string;
  readonly code: string;
  readonly at: number;
}

export type ConfigurationView = Readonly<ConfigurationState>;

export function emptyConfiguration(): ConfigurationState {
  return { active: null, since: 0, taken: [] };
}

/** Its records are plain already. */
export function plainConfiguration(state: ConfigurationView): ConfigurationView {
  return state;
}

export function configurationFrom(plain: ConfigurationState): ConfigurationState {
  return plain;
}
