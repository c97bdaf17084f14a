/** What the words depend on besides the language. A loaded site file is one. */
export interface TextPlace {
  /** The first is spoken where a wanted language has no catalogue. */
  readonly languages: readonly string[];
  /** IANA name, such as Europe/Helsinki. */
  readonly timezone: string;
}
