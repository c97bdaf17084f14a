import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as config from '../firmware/config/generated';
import * as link from '../firmware/link/generated';
import * as accessibility from '../firmware/screens/accessibility/generated';
import * as screens from '../firmware/screens/generated';
import * as security from '../provisioning/security/generated';
import * as scenarios from '../simulator/scenarios/generated';
import * as boxFaults from './support/box-faults/generated';
import * as conformance from './support/conformance/generated';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** Writes what differs from what the generators make, or only names it. */
export function writeGenerated(root: string, { dryRun }: { readonly dryRun: boolean }): string[] {
  const files: GeneratedFile[] = [
    config,
    link,
    screens,
    accessibility,
    security,
    conformance,
    boxFaults,
    scenarios,
  ].flatMap(({ generatedFiles }) => generatedFiles());
  return files
    .filter(({ path, content }) => {
      const file = join(root, path);
      if (existsSync(file) && readFileSync(file, 'utf8') === content) return false;
      if (dryRun) return true;
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      return true;
    })
    .map(({ path }) => path);
}
