import { type Drivers, installedDrivers } from './drivers';
import { editorSchema } from './editor-schema';
import { siteReference } from './site-reference';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** What is made from the schema of the site file and of the drivers' options. */
export function generatedFiles(drivers: Drivers = installedDrivers): GeneratedFile[] {
  const schema = `${JSON.stringify(editorSchema(drivers), undefined, 2)}\n`;
  return [
    { path: 'firmware/config/generated/site.schema.json', content: schema },
    { path: 'firmware/config/generated/SITE.md', content: siteReference(drivers) },
  ];
}
