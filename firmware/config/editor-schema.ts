import type { TSchema } from '@sinclair/typebox';
import type { Drivers } from './drivers';
import { meaningOf, withoutMeaning } from './meaning';
import { SiteSchema } from './site';
import { isRecord } from './walk';

type JsonSchema = Record<string, unknown>;

/**
 * JSON Schema (draft 7, which YAML editors know) of the site file, with the options of each driver. `patternErrorMessage` is the
 * editors' own keyword for a pattern in words.
 */
export function editorSchema(drivers: Drivers): JsonSchema {
  const schema = plain(SiteSchema);
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $comment: 'Made by firmware/config/generated.ts; change the schema in firmware/config/site.ts',
    title: 'Tiski site file',
    ...schema,
    properties: { ...properties(schema), devices: devicesSchema(drivers) },
  };
}

/** Without what only our checker reads; a setting with a default is not required. */
export function plain(schema: TSchema): JsonSchema {
  const { expects } = meaningOf(schema);
  const { properties: settings, required, items, patternProperties, anyOf, ...rest } = withoutMeaning(schema);
  return {
    ...rest,
    ...(expects !== undefined &&
      rest.pattern !== undefined && { patternErrorMessage: `Expected ${expects}` }),
    ...(isRecord(settings) && {
      properties: each(settings),
      required: names(required).filter(name => !hasDefault(settings[name])),
    }),
    ...(isRecord(patternProperties) && { patternProperties: each(patternProperties) }),
    ...(isRecord(items) && { items: plain(items as TSchema) }),
    ...(Array.isArray(anyOf) && choice(anyOf)),
  };
}

function each(schemas: Record<string, unknown>): JsonSchema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => [name, plain(schema as TSchema)]),
  );
}

/** A choice of words is an enum: editors offer it for completion. */
function choice(schemas: readonly TSchema[]): JsonSchema {
  if (schemas.every(schema => schema.const !== undefined))
    return { enum: schemas.map(schema => schema.const) };
  return { anyOf: schemas.map(plain) };
}

function devicesSchema({ names: driverNames, load }: Drivers): JsonSchema {
  const devices = plain(SiteSchema.properties.devices);
  const variants = driverNames.map(name => {
    const { kind, options } = load(name);
    const form = plain(options);
    const driver = { const: name, description: `A ${kind.replaceAll('-', ' ')}` };
    return {
      if: { properties: { driver: { const: name } }, required: ['driver'] },
      // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
      then: { ...form, properties: { driver, ...properties(form) } },
    };
  });
  const device = {
    type: 'object',
    required: ['driver'],
    properties: { driver: { enum: driverNames, description: 'Kind and connection of the device' } },
    allOf: variants,
  };
  const [pattern = '.*'] = Object.keys(devices.patternProperties as JsonSchema);
  return { ...devices, patternProperties: { [pattern]: device } };
}

function properties(schema: JsonSchema): JsonSchema {
  return isRecord(schema.properties) ? schema.properties : {};
}

function names(value: unknown): string[] {
  return Array.isArray(value) ? value.filter(name => typeof name === 'string') : [];
}

function hasDefault(schema: unknown): boolean {
  return isRecord(schema) && 'default' in schema;
}
