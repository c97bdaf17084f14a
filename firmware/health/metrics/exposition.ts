/** One number with what tells it apart from the others of its family. */
export interface Sample {
  readonly labels?: Readonly<Record<string, string>>;
  readonly value: number;
}

/** Numbers of one meaning. */
export interface Family {
  /** By Prometheus' conventions: base units at the end, `_total` for counters. */
  readonly name: string;
  readonly type: 'counter' | 'gauge';
  /** What it means, for a person who builds a dashboard. */
  readonly help: string;
  /** Names of the labels, the same for every sample. */
  readonly labels?: readonly string[];
}

/** Content type of the text format 0.0.4, which every Prometheus reads. */
export const expositionType = 'text/plain; version=0.0.4; charset=utf-8';

/**
 * The text that Prometheus scrapes (prometheus.io, "Exposition formats"). Families without a sample are left out.
 * @param families each with its samples, each family once
 */
export function exposition(families: Iterable<readonly [Family, readonly Sample[]]>): string {
  const lines: string[] = [];
  for (const [{ name, type, help }, samples] of families) {
    if (samples.length === 0) continue;
    lines.push(`# HELP ${name} ${escaped(help)}`, `# TYPE ${name} ${type}`);
    for (const { labels = {}, value } of samples)
      lines.push(`${name}${labelText(labels)} ${numberText(value)}`);
  }
  return `${lines.join('\n')}\n`;
}

function labelText(labels: Readonly<Record<string, string>>): string {
  const pairs = Object.entries(labels).map(
    ([name, value]) => `${name}="${escaped(value).replaceAll('"', '\\"')}"`,
  );
  return pairs.length > 0 ? `{${pairs.join(',')}}` : '';
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\n', '\\n');
}

/** As Go reads numbers. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
}
