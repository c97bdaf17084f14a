import type { ProfileName } from '../../hal/drivers/escpos/profiles';
import type { UsbIdentity } from '../../hal/usb-nodes';

/** What is usually behind a USB device with these numbers (numbers as in the public list usb.ids). */
interface KnownHardware {
  readonly vendor: string;
  /** Any, if left out. */
  readonly product?: string;
  readonly name: string;
  readonly use: Use;
  /** Of a printer: what it understands. */
  readonly profile?: ProfileName;
}

/** `either`: a chip that makers build into boards and into printer cables alike. */
export type Use = 'board' | 'printer' | 'either';

export interface Guess {
  readonly name?: string;
  readonly use: Use;
  readonly profile: ProfileName;
}

const known: readonly KnownHardware[] = [
  { vendor: '2341', product: '0043', name: 'Arduino Uno', use: 'board' },
  { vendor: '2341', product: '0001', name: 'Arduino Uno', use: 'board' },
  { vendor: '2341', product: '0042', name: 'Arduino Mega 2560', use: 'board' },
  { vendor: '2341', product: '0010', name: 'Arduino Mega 2560', use: 'board' },
  { vendor: '2341', name: 'Arduino board', use: 'board' },
  { vendor: '2a03', name: 'Arduino board', use: 'board' },
  { vendor: '239a', name: 'Adafruit board', use: 'board' },
  { vendor: '16c0', product: '0483', name: 'Teensy board', use: 'board' },
  { vendor: '1a86', product: '7523', name: 'serial chip CH340', use: 'either' },
  { vendor: '0403', product: '6001', name: 'serial chip FT232', use: 'either' },
  { vendor: '10c4', product: 'ea60', name: 'serial chip CP210x', use: 'either' },
  { vendor: '067b', product: '2303', name: 'serial chip PL2303', use: 'either' },
  { vendor: '04b8', name: 'Epson', use: 'printer', profile: 'epson' },
  { vendor: '0519', name: 'Star', use: 'printer', profile: 'star' },
  { vendor: '0dd4', name: 'Custom', use: 'printer', profile: 'custom' },
  { vendor: '1504', name: 'Bixolon', use: 'printer' },
  { vendor: '2730', name: 'Citizen', use: 'printer' },
];

/** The entry that fits best: one for the very product before one for all of the maker. */
export function guess(usb: UsbIdentity | undefined): Guess {
  const fitting = known.filter(({ vendor }) => vendor === usb?.vendor);
  const best =
    fitting.find(({ product }) => product === usb?.product) ??
    fitting.find(({ product }) => product === undefined);
  if (!best) return { use: 'either', profile: 'generic' };
  const { name, use, profile = 'generic' } = best;
  return { name, use, profile };
}
