import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { Appliance } from '../../../firmware/appliance';
import { machineAt } from '../../../firmware/health/box/machine';
import { exposition } from '../../../firmware/health/metrics/exposition';
import { metrics } from '../../../firmware/health/metrics/metrics';
import { silent } from '../../../hal/platform/log';
import { siteOf } from '../../support/nowhere-site';
import { awake, pause, SteadyTime } from '../../support/steady-time';

interface Scraped {
  readonly type: string;
  readonly help: string;
  readonly samples: { readonly labels: Record<string, string>; readonly value: number }[];
}

/** A strict reader of the text format: what it does not know is an error. */
function read(text: string): Map<string, Scraped> {
  assert.ok(text.endsWith('\n'), 'the last line must end');
  const families = new Map<string, Scraped>();
  let help: [string, string] = ['', ''];
  for (const line of text.trimEnd().split('\n')) {
    const helped = /^# HELP ([a-z_]+) (.+)$/.exec(line);
    const typed = /^# TYPE ([a-z_]+) (counter|gauge)$/.exec(line);
    const sample = /^([a-z_]+)(?:\{(.*)\})? (\S+)$/.exec(line);
    if (helped) help = [helped[1] ?? '', helped[2] ?? ''];
    else if (typed) {
      const [, name = '', type = ''] = typed;
      assert.is(help[0], name, 'help comes before type');
      assert.not(families.has(name), `${name} stands twice`);
      families.set(name, { type, help: help[1], samples: [] });
    } else if (sample) {
      const [, name = '', pairs = '', value = ''] = sample;
      const labels = Object.fromEntries(
        [...pairs.matchAll(/([a-z_]+)="((?:[^"\\]|\\["\\n])*)"(?:,|$)/g)].map(([, label, content]) => [
          label,
          content,
        ]),
      );
      families.get(name)?.samples.push({ labels, value: Number(value) });
      assert.ok(families.has(name), `${name} has no type`);
      assert.not(Number.isNaN(Number(value)), line);
    } else assert.unreachable(`not a line of the format: ${line}`);
  }
  return families;
}

async function scraped(use: (families: Map<string, Scraped>, response: Response) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'tiski-metrics-'));
  mkdirSync(join(folder, 'assets'));
  const appliance = new Appliance({
    site: siteOf(folder),
    stateDir: join(folder, 'state'),
    assetsDir: join(folder, 'assets'),
    time: new SteadyTime(),
    log: silent,
    version: '0.0.1',
    random: Math.random,
    machine: machineAt('/', () => true),
  });
  try {
    const { http } = await appliance.start();
    const deadline = awake() + 10_000;
    for (;;) {
      const response = await fetch(`${http}/metrics`);
      const families = read(await response.text());
      if (families.has('tiski_box_disk_free_bytes') || awake() > deadline) return use(families, response);
      await pause(50);
    }
  } finally {
    await appliance.stop();
    rmSync(folder, { recursive: true });
  }
}

/** Names that Prometheus itself adds to what it scrapes. */
const added = ['instance', 'job'];

const words = new Set([
  'count',
  'sum',
  'min',
  'max',
  'avg',
  'by',
  'on',
  'or',
  'and',
  'unless',
  'without',
  'ignoring',
  'group_left',
  'bool',
  'offset',
]);

/** Metrics of a query, with the labels that it asks of them. */
function asked(query: string): { readonly name: string; readonly labels: readonly string[] }[] {
  const selectors = [...query.matchAll(/([a-zA-Z_:][\w:]*)\s*(?:\{([^}]*)\})?(?!\w|\s*\()/g)];
  const grouped = [...query.matchAll(/\bby\s*\(([^)]*)\)/g)].flatMap(([, list = '']) =>
    list.split(/\s*,\s*/),
  );
  return selectors
    .filter(([, name = '']) => !words.has(name) && !grouped.includes(name))
    .filter(({ index, 0: text }) => !insideOf(query, index, text))
    .map(([, name = '', matchers = '']) => ({
      name,
      labels: [...matchers.matchAll(/(\w+)\s*(?:=~|!~|!=|=)/g)]
        .map(([, label = '']) => label)
        .concat(grouped),
    }));
}

/** Whether a place of a query lies within braces, brackets or quotes. */
function insideOf(query: string, index: number, text: string): boolean {
  const before = query.slice(0, index);
  const open = (one: string, other: string) => before.split(one).length > before.split(other).length;
  return open('{', '}') || open('[', ']') || before.split('"').length % 2 === 0 || text.length === 0;
}

interface Panel {
  readonly title: string;
  readonly description?: string;
  readonly targets: readonly { readonly expr: string; readonly legendFormat: string }[];
}

const dashboard = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'firmware', 'health', 'metrics', 'dashboard.json'), 'utf8'),
) as {
  readonly panels: readonly Panel[];
  readonly templating: { readonly list: readonly { readonly query: string }[] };
};

const test = suite('metrics');

test('Prometheus can scrape a box: every family has its type and a help text, and is of those that are described', () =>
  scraped((families, response) => {
    assert.is(response.headers.get('content-type'), 'text/plain; version=0.0.4; charset=utf-8');
    const described = new Map(metrics.map(metric => [metric.name, metric]));
    for (const [name, { type, help, samples }] of families) {
      const metric = described.get(name);
      assert.is(metric?.type, type);
      assert.is(metric?.help, help);
      assert.ok(samples.length > 0);
      for (const { labels } of samples)
        assert.equal(Object.keys(labels).sort(), [...(metric?.labels ?? [])].sort(), name);
    }
    const value = (name: string, labels: object = {}) =>
      families
        .get(name)
        ?.samples.find(sample =>
          Object.entries(labels).every(([label, content]) => sample.labels[label] === content),
        )?.value;
    assert.is(value('tiski_device_health', { device: 'printer', state: 'ok' }), 0);
    assert.is(value('tiski_link_up'), 0);
    assert.ok((value('tiski_journal_facts_total') ?? 0) > 0);
    assert.is(value('tiski_queue_waiting_tickets', { service: 'kunta' }), 0);
    assert.is(value('tiski_box_health', { state: 'ok' }), 1);
    assert.ok((value('process_resident_memory_bytes') ?? 0) > 1e7);
  }));

test('names follow the conventions of Prometheus: base units, and counters end in _total', () => {
  for (const { name, type, help } of metrics) {
    assert.match(name, /^(tiski|process)_[a-z]+(_[a-z]+)*$/);
    assert.is(name.endsWith('_total'), type === 'counter', name);
    assert.not.match(name, /(milli|micro|kilo|mega|minutes|hours|percent)/);
    assert.match(help, /^[A-Z].*\.$/);
  }
  assert.is(new Set(metrics.map(({ name }) => name)).size, metrics.length);
});

test('names of devices and reasons cannot break the format', () => {
  const family = { name: 'a', type: 'gauge', help: 'back\\slash\nline' } as const;
  const text = exposition([
    [family, [{ labels: { b: 'quote " back \\ line \n' }, value: Number.POSITIVE_INFINITY }]],
  ]);
  assert.is(
    text,
    '# HELP a back\\\\slash\\nline\n# TYPE a gauge\na{b="quote \\" back \\\\ line \\n"} +Inf\n',
  );
});

test('every query of the dashboard asks for a metric that there is, by labels that it has', () => {
  const described = new Map(metrics.map(metric => [metric.name, metric]));
  const queries = dashboard.panels.flatMap(({ targets }) => targets.map(({ expr }) => expr));
  assert.ok(queries.length > 15);
  for (const query of queries) {
    const parts = asked(query).filter(({ name }) => !/^\d/.test(name));
    assert.ok(parts.length > 0, query);
    for (const { name, labels } of parts) {
      const metric = described.get(name);
      assert.ok(metric, `${name} of "${query}" does not exist`);
      for (const label of labels)
        assert.ok(
          [...added, ...(metric?.labels ?? [])].includes(label),
          `${name} has no label ${label}: ${query}`,
        );
      if (/\b(rate|increase)\(/.test(query)) assert.is(metric?.type, 'counter', query);
    }
  }
  for (const { query } of dashboard.templating.list.filter(({ query }) => query.startsWith('label_values')))
    assert.ok(described.has(/\((\w+),/.exec(query)?.[1] ?? ''), query);
  const legends = dashboard.panels.flatMap(({ targets }) => targets);
  for (const { expr, legendFormat } of legends)
    for (const [, label = ''] of legendFormat.matchAll(/\{\{(\w+)\}\}/g))
      assert.ok(
        asked(expr).some(({ name }) => [...added, ...(described.get(name)?.labels ?? [])].includes(label)),
        `nothing of "${expr}" has ${label}`,
      );
});

test.run();
