import { version } from '../../package.json';
import { allChannels, asyncApi, type Message } from './asyncapi';

export interface GeneratedFile {
  /** From the root of the repository. */
  readonly path: string;
  readonly content: string;
}

const folder = 'firmware/link/generated';

/** The generated files of this folder, as they must be. */
export function generatedFiles(): readonly GeneratedFile[] {
  const document = {
    'x-generated-by': 'npm run generate, from firmware/link/asyncapi.ts',
    ...asyncApi(version),
  };
  const messages = [...allChannels().values()].flatMap(channel => channel.messages);
  return [file('asyncapi.json', document), ...messages.map(schemaFile)];
}

/** A JSON Schema for those who check single messages and have no use for the whole document. */
function schemaFile({ name, title, contentType, payload }: Message): GeneratedFile {
  return file(`schemas/${name}.json`, {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `urn:tiski:1:${name}`,
    $comment: `npm run generate, from firmware/link/asyncapi.ts; content type ${contentType}`,
    title,
    ...payload,
  });
}

function file(name: string, content: object): GeneratedFile {
  return { path: `${folder}/${name}`, content: `${JSON.stringify(content, undefined, 2)}\n` };
}
