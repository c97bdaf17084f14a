/** Lines that are kept, and characters of a line. Some 300 kB at the most. */
const limits = { lines: 300, length: 1000 };

/**
 * The last lines of the box's own log, for the technician. The log holds nothing personal by rule; what looks like a secret or an address all
 * the same, as a library might have put it there, is taken out before it is kept.
 */
export class LogTail {
  readonly #lines: string[] = [];
  readonly #watchers = new Set<(line: string) => void>();

  /** Oldest first. */
  get lines(): readonly string[] {
    return this.#lines;
  }

  keep(line: string): void {
    const kept = withoutSecrets(line.trim()).slice(0, limits.length);
    this.#lines.push(kept);
    if (this.#lines.length > limits.lines) this.#lines.shift();
    for (const watch of this.#watchers) watch(kept);
  }

  /** Calls `see` with every line from now on; the function returned ends it. */
  watch(see: (line: string) => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }
}

const hidden = '\u2026';

/** User and password of an address, bearers, what is as long as a token or a key, and addresses of persons. */
const secrets: readonly (readonly [RegExp, string])[] = [
  [/\/\/[^\s/@"]+@/g, `//${hidden}@`],
  [/\bBearer +[^\s"\\]+/gi, `Bearer ${hidden}`],
  [/\b[A-Za-z0-9_-]{32,}\b/g, hidden],
  [/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g, hidden],
];

export function withoutSecrets(text: string): string {
  return secrets.reduce((rest, [form, instead]) => rest.replace(form, instead), text);
}
