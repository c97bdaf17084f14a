import type { TSchema } from '@sinclair/typebox';
import type { DeviceKind } from '../../hal/device';
import type { CatalogueCode } from '../../hal/platform/catalogue';

/** The lists of the site file that other settings refer to. */
export type Target = 'services' | 'organisations' | 'counters' | 'places' | 'languages';

/** What a setting means beyond the form that JSON Schema can say. Checker, reference and editor schema read it. */
export interface Meaning {
  /** What is to be written here, in words that finish "expected …". */
  readonly expects?: string;
  /** What its names are to be, where the names are free. */
  readonly names?: string;
  /** The code of a wrong form, where it has one of its own. */
  readonly code?: CatalogueCode;
  /** The setting names an entry of this list. */
  readonly refersTo?: Target;
  /** The setting names a device of this kind. */
  readonly device?: DeviceKind;
  /** The setting takes a pin, line or address of what this other setting of the device names, for itself alone. */
  readonly takenOf?: string;
  /** The setting is a text in each language of the site. */
  readonly text?: true;
}

const keyword = 'x-tiski';

/** Options to spread into a schema. */
export function means(meaning: Meaning): Record<string, Meaning> {
  return { [keyword]: meaning };
}

export function meaningOf(schema: TSchema): Meaning {
  const meaning: Meaning | undefined = schema[keyword];
  return meaning ?? {};
}

/** A copy of the schema's own keywords without the meaning, for readers that know only JSON Schema. */
export function withoutMeaning(schema: TSchema): Record<string, unknown> {
  const { [keyword]: _, ...rest } = schema;
  return rest;
}
