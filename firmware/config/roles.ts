import type { TObject } from '@sinclair/typebox';
import type { Rule } from './rules/rule';
import { rules, satelliteRules } from './rules/rules';
import { SatelliteSchema, type SatelliteSite } from './satellite-site';
import { type Site, SiteSchema } from './site';
import { isRecord } from './walk';

export type Role = 'hub' | 'satellite';

/** What the file of a box must look like. */
export interface RoleForm {
  readonly role: Role;
  readonly schema: TObject;
  readonly rules: readonly Rule<Site & SatelliteSite>[];
}

const forms: Readonly<Record<Role, RoleForm>> = {
  hub: { role: 'hub', schema: SiteSchema, rules },
  satellite: { role: 'satellite', schema: SatelliteSchema, rules: satelliteRules },
};

/** A file is that of a hub unless it says `role: satellite`. */
export function formOf(value: unknown): RoleForm {
  return forms[isRecord(value) && value.role === 'satellite' ? 'satellite' : 'hub'];
}
