import { Type } from '@sinclair/typebox';
import { exactly } from '../vocabulary';

/** Name of a configuration, chosen by whoever made it; given once. */
export const Revision = Type.String({
  pattern: '^[a-z0-9][a-z0-9.-]{0,39}$',
  description: 'Revision of a configuration',
});

/** Tells contents apart: SHA-256 of the settings in their canonical form. */
export const Digest = Type.String({
  pattern: '^[0-9a-f]{64}$',
  description: 'SHA-256 of the settings of a configuration',
});

/** In the place of a digest: the settings of the site file, with nothing over them. */
export const siteFile = 'site-file';

/** Contents that a configuration may have been made from. */
export const Base = Type.Union([Digest, Type.Literal(siteFile)], {
  description: 'The settings that were in force: a digest, or "site-file" for those of the site file alone',
});

/** Which configuration, not what is in it. */
export const Configured = exactly({ revision: Revision, digest: Digest });
