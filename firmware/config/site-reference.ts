import { KindGuard, OptionalKind, type TObject, type TSchema } from '@sinclair/typebox';
import { catalogue } from '../../hal/platform/catalogue';
import type { Drivers } from './drivers';
import { meaningOf } from './meaning';
import { SatelliteSchema } from './satellite-site';
import { SiteSchema } from './site';
import { expectation } from './words';

interface Section {
  readonly title: string;
  readonly about: string;
  readonly schema: TObject;
}

/** The reference of the site file for the people who write one, in Markdown. */
export function siteReference(drivers: Drivers): string {
  const parts = [
    '<!-- Made by firmware/config/generated.ts; change the schema in firmware/config/site.ts -->',
    '# The site file',
    'One YAML file says what a service point is. `tiski check FILE` says what is wrong with it, and where.',
    'Examples: `simulator/sites/`. Editors that know JSON Schema complete and check it while you write, if its first line is',
    '`# yaml-language-server: $schema=PATH/TO/site.schema.json`.',
    ...sections('The file', 'The settings at the top.', SiteSchema).flatMap(sectionInWords),
    ...sections(
      'The file of a satellite',
      'A box that only lends its devices to the hub has a small file of its own.',
      SatelliteSchema,
    ).flatMap(sectionInWords),
    '## Drivers',
    'What a device may say besides its `driver`.',
    ...drivers.names.flatMap(name => driverInWords(name, drivers)),
    '## Problems',
    'Every problem has one of these codes.',
    problemTable(),
  ];
  return `${parts.join('\n\n')}\n`;
}

const isTop = (title: string): boolean => title.startsWith('The file');

/** The settings of an object, then those of the objects and lists of objects in it. */
function sections(title: string, about: string, schema: TObject): Section[] {
  const inner = Object.entries(schema.properties).flatMap(([name, property]) => {
    const held = KindGuard.IsArray(property) ? property.items : property;
    const path = isTop(title) ? name : `${title}.${name}`;
    if (!KindGuard.IsObject(held)) return [];
    const what = KindGuard.IsArray(property) ? 'Each item of the list:' : 'Below it:';
    return sections(path, `${property.description ?? ''}. ${what}`, held);
  });
  return [{ title, about, schema }, ...inner];
}

function sectionInWords({ title, about, schema }: Section): string[] {
  return [`## ${isTop(title) ? title : `\`${title}\``}`, about, settingsTable(schema)];
}

function driverInWords(name: string, drivers: Drivers): string[] {
  const { kind, options } = drivers.load(name);
  const heading = `### \`${name}\``;
  const about = `A ${kind.replaceAll('-', ' ')}.`;
  const settings = KindGuard.IsObject(options) && Object.keys(options.properties).length > 0;
  return settings ? [heading, about, settingsTable(options)] : [heading, `${about} No settings.`];
}

function settingsTable(schema: TObject): string {
  const rows = Object.entries(schema.properties).map(([name, property]) => [
    `\`${name}\``,
    property.description ?? '',
    valueInWords(property),
    neededInWords(property),
  ]);
  return table(['setting', 'what it says', 'value', 'if left out'], rows);
}

function valueInWords(schema: TSchema): string {
  const { refersTo, device, text } = meaningOf(schema);
  if (refersTo !== undefined)
    return refersTo === 'languages' ? 'a language of the site' : `an id of \`${refersTo}\``;
  if (device !== undefined) return `a ${device.replaceAll('-', ' ')} of \`devices\``;
  if (text) return 'a text in each language';
  if (KindGuard.IsArray(schema)) {
    return KindGuard.IsObject(schema.items)
      ? 'a list, see below'
      : `a list of: ${valueInWords(schema.items)}`;
  }
  return KindGuard.IsObject(schema) ? 'see below' : expectation(schema);
}

function neededInWords(schema: TSchema): string {
  if (KindGuard.IsObject(schema) && 'default' in schema) return 'its defaults';
  if ('default' in schema) return `\`${JSON.stringify(schema.default)}\``;
  return schema[OptionalKind] === 'Optional' ? '—' : '**needed**';
}

function problemTable(): string {
  const rows = Object.entries(catalogue)
    .filter(([code]) => code.startsWith('site-'))
    .map(([code, { what, advice }]) => [`\`${code}\``, what, advice]);
  return table(['code', 'what is wrong', 'what to do'], rows);
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) =>
    `| ${cells.map(cell => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
