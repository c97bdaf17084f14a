import type { ProfileName } from '../../hal/drivers/escpos/profiles';
import type { ChipSeen } from './gpio-chips';
import type { PortSeen } from './usb-ports';

/** Lines to be copied into a site file, below `devices:`. Names and pins are examples; what names the device is exact. */

/** A button and a lamp on a board with StandardFirmata. */
function onBoard(port: string): string[] {
  return [
    '  new-button:',
    '    driver: firmata-button',
    `    port: ${scalar(port)}`,
    '    pin: 2',
    '  new-lamp:',
    '    driver: firmata-lamp',
    `    port: ${scalar(port)}`,
    '    pin: 13',
  ];
}

function printer(driver: 'escpos-serial' | 'escpos-usb', port: string, profile: ProfileName): string[] {
  return ['  new-printer:', `    driver: ${driver}`, `    port: ${scalar(port)}`, `    profile: ${profile}`];
}

export interface Suggestion {
  /** When these are the right ones. */
  readonly when: string;
  readonly lines: readonly string[];
}

export function linesForSerialPort({ port, guess: { use, profile } }: PortSeen): Suggestion[] {
  if (port === undefined) return [];
  const board = { when: 'If it is a board with StandardFirmata', lines: onBoard(port) };
  const serialPrinter = { when: 'If it is a ticket printer', lines: printer('escpos-serial', port, profile) };
  if (use === 'board') return [board];
  return use === 'printer' ? [serialPrinter] : [board, serialPrinter];
}

export function linesForUsbPrinter({ port, guess: { profile } }: PortSeen): Suggestion[] {
  return port === undefined
    ? []
    : [{ when: 'As a ticket printer', lines: printer('escpos-usb', port, profile) }];
}

/** A button between a free line and ground. */
export function linesForChip({ label, alone, lines, tellsUsers }: ChipSeen): Suggestion[] {
  const free = lines.filter(({ consumer }) => consumer === undefined);
  // On a Raspberry Pi the first lines belong to the EEPROM of an extension board, and GPIO17 is the usual example.
  const line =
    free.find(({ name }) => name === 'GPIO17') ?? (alone ? free[0] : free.find(({ name }) => name !== ''));
  if (!line) return [];
  return [
    {
      when: 'For a button between a line and ground',
      lines: [
        '  new-button:',
        '    driver: gpio-button',
        ...(alone ? [`    chip: ${scalar(label)}`] : []),
        `    line: ${alone ? line.offset : scalar(line.name)}`,
        // sysfs cannot switch the resistor of the chip.
        ...(tellsUsers ? ['    bias: up'] : []),
        '    activeLow: true',
      ],
    },
  ];
}

/** A text as YAML, in quotes where it would be read as something else. */
function scalar(text: string): string {
  return /^[A-Za-z/][\w./:+-]*$/.test(text) && !text.endsWith(':') ? text : JSON.stringify(text);
}
