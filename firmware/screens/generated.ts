import { version } from '../../package.json';
import { openApi } from './openapi';

export interface GeneratedFile {
  /** Relative to the repository. */
  readonly path: string;
  readonly content: string;
}

/** The generated files of this folder, as they must be. */
export function generatedFiles(): readonly GeneratedFile[] {
  const document = {
    'x-generated-by': 'npm run generate, from firmware/screens/openapi.ts',
    ...openApi(version),
  };
  return [
    {
      path: 'firmware/screens/generated/openapi.json',
      content: `${JSON.stringify(document, null, 2)}\n`,
    },
  ];
}
