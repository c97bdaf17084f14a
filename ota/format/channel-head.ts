import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { TiskiError } from '../../hal/platform/error';
import { Digest, Notes, parseJson } from './manifest';
import { isVersion } from './version-order';

const closed = { additionalProperties: false };

const ChannelHead = Type.Object(
  {
    format: Type.Literal(1),
    version: Type.String(),
    architecture: Type.String(),
    /** The sites that it is for; all without. */
    sites: Type.Optional(Type.Array(Type.String())),
    notes: Notes,
    /** Name of the target that is its manifest. */
    manifest: Type.String(),
    /** Name of the target that holds every file. */
    full: Type.String(),
    /** Targets that hold what differs from a release, by the digest of that release's manifest. */
    deltas: Type.Record(Digest, Type.String()),
  },
  closed,
);
/** The newest release of a channel for an architecture: what a box asks for first. */
export type ChannelHead = Static<typeof ChannelHead>;

export function headName(channel: string, architecture: string): string {
  return `${channel}/latest-${architecture}.json`;
}

/** @throws TiskiError `update-metadata-invalid` */
export function readHead(content: Buffer): ChannelHead {
  const parsed = parseJson(content);
  if (!Value.Check(ChannelHead, parsed) || !isVersion(parsed.version))
    throw new TiskiError('update-metadata-invalid', 'head of a channel');
  return parsed;
}
