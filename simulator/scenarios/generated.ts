import { plainSchema } from '../../firmware/config/check-document';
import { ScenarioSchema } from './scenario-file';

/** JSON Schema (draft 7, which YAML editors know) of scenario files. */
export function generatedFiles(): { readonly path: string; readonly content: string }[] {
  const schema = {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment:
      'Made by simulator/scenarios/generated.ts; change the schema in simulator/scenarios/scenario-file.ts',
    title: 'Tiski scenario file',
    ...plainSchema(ScenarioSchema),
  };
  return [
    {
      path: 'simulator/scenarios/generated/scenario.schema.json',
      content: `${JSON.stringify(schema, undefined, 2)}\n`,
    },
  ];
}
