import { Metadata, MetadataKind, type Root } from '@tufjs/models';

/** The version of a root that is signed by its own keys; nothing if it is not one. */
export function provenRoot(content: Buffer): number | undefined {
  try {
    const root: Metadata<Root> = Metadata.fromJSON(MetadataKind.Root, JSON.parse(content.toString('utf8')));
    root.verifyDelegate(MetadataKind.Root, root);
    return root.signed.version;
  } catch {
    return undefined;
  }
}
