import type { TextKey } from './keys';
import type { Locale } from './locales';

/** Words of the product in one language. `K`: the keys of the part that they belong to. */
export interface Catalogue<K extends string = TextKey> extends Locale {
  /** ICU MessageFormat. */
  readonly messages: Readonly<Record<K, string>>;
}
