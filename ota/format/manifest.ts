import { createHash } from 'node:crypto';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { messageOf, TiskiError } from '../../hal/platform/error';
import { isVersion } from './version-order';

const closed = { additionalProperties: false };

/** SHA-256, hex. */
export const Digest = Type.String({ pattern: '^[0-9a-f]{64}$' });

export const Notes = Type.Object(
  { fi: Type.String({ minLength: 1 }), sv: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  closed,
);
/** What is new, for people, in the languages of the service point (OTA-05). */
export type Notes = Static<typeof Notes>;

const FileEntry = Type.Object(
  {
    /** Relative, `/` between names. */
    path: Type.String({ pattern: '^[^/\\\\\\0]+(/[^/\\\\\\0]+)*$' }),
    /** Bytes. */
    size: Type.Integer({ minimum: 0 }),
    sha256: Digest,
    executable: Type.Optional(Type.Literal(true)),
  },
  closed,
);
export type FileEntry = Static<typeof FileEntry>;

const Manifest = Type.Object(
  {
    format: Type.Literal(1),
    version: Type.String(),
    /** As `process.arch` says it. */
    architecture: Type.String({ pattern: '^[a-z0-9]+$' }),
    /** When its sources were committed: a proof that it is not earlier. */
    built: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ$' }),
    notes: Notes,
    /** Sorted by path; nothing else belongs into a slot. */
    files: Type.Array(FileEntry, { minItems: 1 }),
  },
  closed,
);
/** What a release consists of. Its bytes are signed, and so is everything it names. */
export type Manifest = Static<typeof Manifest>;

/** Where the manifest of a slot lies in it. */
export const manifestName = 'release.json';

/** @throws TiskiError `update-metadata-invalid` if it is no manifest, or one that reaches out of its slot */
export function readManifest(content: Buffer): Manifest {
  const parsed = parseJson(content);
  if (!Value.Check(Manifest, parsed) || !isVersion(parsed.version))
    throw new TiskiError('update-metadata-invalid', 'manifest of a release');
  const paths = parsed.files.map(file => file.path);
  const bad = paths.find(
    path => path === manifestName || path.split('/').some(name => name === '.' || name === '..'),
  );
  if (bad !== undefined) throw new TiskiError('update-metadata-invalid', `path ${bad}`);
  if (new Set(paths).size < paths.length) throw new TiskiError('update-metadata-invalid', 'a path twice');
  return parsed;
}

/** @throws TiskiError `update-metadata-invalid` */
export function parseJson(content: Buffer): unknown {
  try {
    return JSON.parse(content.toString('utf8'));
  } catch (error) {
    throw new TiskiError('update-metadata-invalid', messageOf(error), { cause: error });
  }
}

/** The same release always gives the same bytes. */
export function manifestBytes(manifest: Manifest): Buffer {
  const files = manifest.files.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return Buffer.from(`${JSON.stringify({ ...manifest, files })}\n`);
}

export function digestOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
