/** The texts of a part of the product by key, with the kinds of their placeholders. Each catalogue of the part is typed by them. */
export type Placeholders = Readonly<Record<string, Readonly<Record<string, 'number' | 'text'>>>>;

interface Kinds {
  number: number;
  text: string;
}

/** What `format` needs besides the key: nothing for a text without placeholders. */
export type Values<P extends Placeholders, K extends keyof P> = keyof P[K] extends never
  ? []
  : [values: { readonly [N in keyof P[K]]: P[K][N] extends keyof Kinds ? Kinds[P[K][N]] : never }];
