import { catalogue } from '../../hal/platform/catalogue';
import type { ChipSeen, LineSeen } from './gpio-chips';
import { holderName, stopCommand } from './holders';
import type { NamedDevice } from './named-devices';
import type { PluggedIn, Trouble } from './plugged-in';
import { linesForChip, linesForSerialPort, linesForUsbPrinter, type Suggestion } from './site-lines';
import { entry, harmless, unbroken, width, wrapped } from './terminal';
import type { PortSeen } from './usb-ports';

/** Where what is said of a thing begins. */
const column = 14;

/** Everything that is plugged in, in words. Blocks are separated by empty lines; ends with one line end. */
export function listInWords(found: PluggedIn): string {
  const { serial, printers, gpio, troubles } = found;
  const blocks = [
    ...serial.map(port => portBlock('Serial port', port, linesForSerialPort(port))),
    ...printers.map(port => portBlock('USB printer', port, linesForUsbPrinter(port))),
    ...gpio.map(chipBlock),
    ...troubles.map(troubleBlock),
  ];
  return `${(isNothing(found) ? [...blocks, nothing] : blocks).join('\n\n')}\n`;
}

/** The lines of the machine itself are there always: whether something is at their other end cannot be seen. */
export function isNothing({ serial, printers, gpio, troubles }: PluggedIn): boolean {
  const onCables = serial.filter(({ usb }) => usb !== undefined);
  return onCables.length + printers.length + gpio.length + troubles.length === 0;
}

const nothing = [
  wrapped(
    'Nothing is plugged in that Tiski could use: no board, printer or adapter on USB, and no GPIO chip.',
  ),
  wrapped(
    'Check that the device has power and that its cable is in; try another cable. Then run this again. Printers and video units on the network are not listed here: they are named by their address.',
  ),
].join('\n');

function portBlock(kind: string, port: PortSeen, suggestions: readonly Suggestion[]): string {
  const name = [...new Set([port.title, port.guess.name])].filter(word => word !== undefined).join(', ');
  const what = port.usb ? name : 'of this machine; what is at its other end cannot be seen';
  return [
    wrapped(`${kind} ${port.path}${what === '' ? '' : ` (${harmless(what)})`}`, 0, 2),
    ...(port.port === undefined
      ? [
          wrapped(
            'Nothing names it alone: another one has the same numbers. Unplug one of the two, or install udev, which makes links.',
            2,
          ),
        ]
      : [entry('  fingerprint', harmless(port.port), column)]),
    ...port.links.map(link => entry('  link', link, column)),
    ...port.heldBy.map(holder =>
      entry(
        '  in use by',
        `${harmless(holderName(holder))}; to stop it: ${unbroken(stopCommand(holder))}`,
        column,
      ),
    ),
    ...suggestions.flatMap(suggestionLines),
  ].join('\n');
}

/** Not indented further, so that they can be copied as they are. */
function suggestionLines({ when, lines }: Suggestion): string[] {
  return [`  ${when}, below "devices:" in the site file:`, ...lines.map(line => `  ${line}`)];
}

function chipBlock(chip: ChipSeen): string {
  const { label, lines, tellsUsers, alone } = chip;
  const told = lines.filter(({ name, consumer }) => name !== '' || consumer !== undefined);
  const silent = lines.filter(line => !told.includes(line));
  return [
    wrapped(`GPIO chip ${harmless(label)}, ${lines.length} lines`, 0, 2),
    ...(alone ? [] : [wrapped('Another chip has the same label: only lines with a name can be used.', 2)]),
    ...inColumns(told.map(lineWords)),
    ...(silent.length === 0 ? [] : [entry(tellsUsers ? '  free' : '  lines', ranges(silent), column)]),
    ...(tellsUsers ? [] : [wrapped('Who uses a line is not known on this kernel.', 2)]),
    ...linesForChip(chip).flatMap(suggestionLines),
  ].join('\n');
}

function lineWords({ offset, name, consumer }: LineSeen): string {
  const use = consumer === undefined ? 'free' : `used by ${harmless(consumer)}`;
  return `${String(offset).padStart(4)} ${harmless(name)}${name === '' ? '' : ' '}${use}`;
}

/** Two beside each other where they fit. */
function inColumns(words: readonly string[]): string[] {
  const half = width / 2;
  const rows: string[] = [];
  for (const word of words) {
    const last = rows.at(-1);
    if (last !== undefined && last.length < half && word.length <= half) {
      rows[rows.length - 1] = last.padEnd(half) + word;
    } else rows.push(word);
  }
  return rows;
}

/** `0-3, 7`. */
function ranges(lines: readonly LineSeen[]): string {
  const spans: { from: number; to: number }[] = [];
  for (const { offset } of lines) {
    const last = spans.at(-1);
    if (last && last.to === offset - 1) last.to = offset;
    else spans.push({ from: offset, to: offset });
  }
  return spans.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}

function troubleBlock({ message, advice }: Trouble): string {
  return `${wrapped(`Careful: ${harmless(message)}`, 0, 2)}\n${wrapped(advice, 2)}`;
}

const foundWords = { yes: 'found', no: 'MISSING', elsewhere: 'not here' } as const;

/** What the site file names, and whether it is there. @param problems elsewhere in the file */
export function siteInWords(file: string, devices: readonly NamedDevice[], problems = 0): string {
  if (devices.length === 0) return `${wrapped(`The site file ${file} names no device.`, 0, 2)}\n`;
  const longest = Math.max(...devices.map(({ name }) => name.length));
  const nameColumn = Math.min(longest, 24) + 2;
  const rows = devices.map(device => deviceRow(device, nameColumn));
  const missing = devices.filter(({ found }) => found === 'no').length;
  const elsewhere = devices.some(({ found }) => found === 'elsewhere');
  return `${[
    wrapped(`The site file ${file} names:`, 0, 2),
    ...rows,
    missing === 0
      ? 'Everything that it names on this machine is there.'
      : `${missing} of ${devices.length} devices ${missing === 1 ? 'is' : 'are'} missing.`,
    ...(elsewhere
      ? [wrapped('"not here": on the network or without a wire. "tiski devices test NAME" asks it.')]
      : []),
    ...(problems === 0
      ? []
      : [
          wrapped(
            `The rest of the file has ${problems} problem${problems === 1 ? '' : 's'}; see them: "tiski check ${file}"`,
          ),
        ]),
  ].join('\n')}\n`;
}

function deviceRow({ name, wire, found, note, code }: NamedDevice, nameColumn: number): string {
  const notes = found === 'yes' && note !== undefined ? ` (${note})` : '';
  const row = `  ${entry(name, harmless(`${foundWords[found].padEnd(8)} ${wire}${notes}`), nameColumn).replaceAll('\n', '\n  ')}`;
  if (code === undefined) return row;
  const { what, advice } = catalogue[code];
  const detail = note !== undefined && !note.includes(what) && note !== wire ? `: ${harmless(note)}` : '';
  return `${row}\n${wrapped(`${what}${detail} (${code}). ${advice}`, nameColumn + 2)}`;
}
