import { version } from '../../package.json';
import { asyncApi } from './asyncapi';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

/** The generated files of this folder, as they must be. */
export function generatedFiles(): readonly GeneratedFile[] {
  const document = {
    'x-generated-by': 'npm run generate, from firmware/link/asyncapi.ts',
    ...asyncApi(version),
  };
  return [
    {
      path: 'firmware/link/generated/asyncapi.json',
      content: `${JSON.stringify(document, undefined, 2)}\n`,
    },
  ];
}
