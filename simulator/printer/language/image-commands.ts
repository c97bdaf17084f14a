import type { Composer, Handler } from './composer';
import type { Dots, QrItem } from './items';
import { shiftOf } from './print-line';
import { qrSide } from './qr-code';
import { digit, word } from './text-commands';

/** Most dots that `GS v 0` takes in height; the manuals' range of yL, yH. */
const mostRasterRows = 2303;

function emptyDots(width: number, height: number): Dots {
  return { width, height, data: new Uint8Array(Math.ceil(width / 8) * height) };
}

function isBlack(dots: Dots, x: number, y: number): boolean {
  return ((dots.data[y * Math.ceil(dots.width / 8) + (x >> 3)] ?? 0) & (0x80 >> (x & 7))) !== 0;
}

function blacken(dots: Dots, x: number, y: number): void {
  const at = y * Math.ceil(dots.width / 8) + (x >> 3);
  dots.data[at] = (dots.data[at] ?? 0) | (0x80 >> (x & 7));
}

function enlarge(dots: Dots, across: number, down: number): Dots {
  if (across === 1 && down === 1) return dots;
  const large = emptyDots(dots.width * across, dots.height * down);
  for (let y = 0; y < large.height; y++) {
    for (let x = 0; x < large.width; x++) {
      if (isBlack(dots, Math.floor(x / across), Math.floor(y / down))) blacken(large, x, y);
    }
  }
  return large;
}

function crop(composer: Composer, dots: Dots, command: string): Dots {
  if (dots.width <= composer.width) return dots;
  composer.complain(
    `${command}: ${dots.width} dots do not fit into ${composer.width}: the right part is lost`,
  );
  const cropped = emptyDots(composer.width, dots.height);
  for (let y = 0; y < cropped.height; y++) {
    for (let x = 0; x < cropped.width; x++) if (isBlack(dots, x, y)) blacken(cropped, x, y);
  }
  return cropped;
}

function printDots(composer: Composer, dots: Dots, command: string, offset: number): void {
  const image = crop(composer, dots, command);
  const x = composer.settings.leftMargin + shiftOf(composer.settings.align, composer.width - image.width);
  composer.emit({ item: 'raster', x, image, offset });
}

/** `ESC * m nL nH d…`: columns of 8 or 24 dots, top bit first. At 203 dpi m = 0 and 32 are drawn two dots wide. */
const bitImage: Handler = (composer, parameters, { offset }) => {
  const [mode = 0] = parameters;
  const columns = word(parameters, 1);
  if (![0, 1, 32, 33].includes(mode)) return composer.complain(`ESC * ${mode} is out of range: ignored`);
  const bytesHigh = mode >= 32 ? 3 : 1;
  const stored = emptyDots(columns, bytesHigh * 8);
  for (let x = 0; x < columns; x++) {
    for (let y = 0; y < stored.height; y++) {
      const { [3 + x * bytesHigh + (y >> 3)]: byte = 0 } = parameters;
      if (byte & (0x80 >> (y & 7))) blacken(stored, x, y);
    }
  }
  const drawn = enlarge(stored, mode % 2 === 0 ? 2 : 1, bytesHigh === 1 ? 3 : 1);
  if (composer.line.x + drawn.width > composer.width) {
    return composer.complain(`ESC *: ${drawn.width} dots do not fit into the rest of the line: ignored`);
  }
  composer.line.addImage(drawn, offset);
};

/** `GS v 0 m xL xH yL yH d…` */
const raster: Handler = (composer, parameters, { offset }) => {
  const mode = digit(parameters[0]);
  const dots: Dots = {
    width: word(parameters, 1) * 8,
    height: word(parameters, 3),
    data: parameters.subarray(5),
  };
  if (mode > 3) return composer.complain(`GS v 0 ${mode} is out of range: ignored`);
  if (dots.width === 0 || dots.height === 0) return composer.complain('GS v 0 without any dot: ignored');
  if (dots.height > mostRasterRows)
    composer.complain(`GS v 0: ${dots.height} rows are more than ${mostRasterRows}`);
  if (composer.atLineStart('GS v 0')) {
    printDots(composer, enlarge(dots, mode & 1 ? 2 : 1, mode & 2 ? 2 : 1), 'GS v 0', offset);
  }
};

/** `GS ( L` and `GS 8 L`, functions 112 (store raster graphics) and 50 (print what is stored). */
const graphics =
  (lengthBytes: number): Handler =>
  (composer, all, { command, offset }) => {
    const parameters = all.subarray(lengthBytes);
    const { 1: fn = 0 } = parameters;
    if (fn === 112) {
      const [across = 1, down = 1] = parameters.subarray(3);
      const dots: Dots = {
        width: word(parameters, 6),
        height: word(parameters, 8),
        data: parameters.subarray(10),
      };
      const isRight =
        dots.data.length === Math.ceil(dots.width / 8) * dots.height &&
        [across, down].every(scale => scale === 1 || scale === 2);
      if (isRight) composer.graphics = enlarge(dots, across, down);
      else composer.complain(`${command} function 112 with a scale or length that does not fit: ignored`);
    } else if (fn === 2 || fn === 50) {
      if (!composer.graphics) composer.complain(`${command}: nothing is stored to be printed`);
      else if (composer.atLineStart(command)) printDots(composer, composer.graphics, command, offset);
      composer.graphics = undefined;
    } else composer.complain(`${command} function ${fn} is not simulated`);
  };

const levels: readonly QrItem['level'][] = ['L', 'M', 'Q', 'H'];

function printQr(composer: Composer, offset: number): void {
  const { settings, qrData: data } = composer;
  const width = qrSide(data?.length ?? 0, settings.qrLevel) * settings.qrModule;
  if (!data || data.length === 0) composer.complain('QR code: nothing is stored to be printed');
  else if (width === 0 || width > composer.width) {
    composer.complain(`QR code: ${data.length} bytes do not fit into ${composer.width} dots: ignored`);
  } else if (composer.atLineStart('GS ( k')) {
    const text = new TextDecoder().decode(data);
    const { qrLevel: level, qrModule: module, align } = settings;
    composer.emit({ item: 'qr', text, data, level, module, align, offset });
  }
}

/** `GS ( k pL pH cn fn …` with cn = 49: the QR code. */
const symbol: Handler = (composer, parameters, { offset }) => {
  const [, , kind = 0, fn = 0, first = 0] = parameters;
  if (kind !== 49) return composer.complain(`GS ( k: symbol ${kind} is not simulated`);
  const { settings } = composer;
  if (fn === 65) return;
  if (fn === 67) {
    if (first < 1 || first > 16)
      composer.complain(`QR code: a module of ${first} dots is out of range: ignored`);
    else settings.qrModule = first;
  } else if (fn === 69) settings.qrLevel = levels[first - 48] ?? settings.qrLevel;
  else if (fn === 80) composer.qrData = parameters.slice(5);
  else if (fn === 81) {
    printQr(composer, offset);
  } else composer.complain(`QR code: function ${fn} is not simulated`);
};

/** `GS k m d… NUL` and `GS k m n d…` */
const barcode: Handler = (composer, parameters, { offset }) => {
  const [symbology = 0] = parameters;
  const data = symbology <= 6 ? parameters.subarray(1, -1) : parameters.subarray(2);
  if (!composer.atLineStart('GS k')) return;
  const { barcodeHeight, align } = composer.settings;
  const text = String.fromCharCode(...data);
  composer.emit({ item: 'barcode', symbology, text, height: barcodeHeight, align, offset });
};

export const imageCommands: readonly (readonly [string, Handler])[] = [
  ['ESC *', bitImage],
  ['GS v 0', raster],
  ['GS ( L', graphics(2)],
  ['GS 8 L', graphics(4)],
  ['GS ( k', symbol],
  ['GS k', barcode],
  [
    'GS h',
    (composer, [height = 0]) => {
      if (height > 0) composer.settings.barcodeHeight = height;
    },
  ],
  ['GS w', () => {}],
  ['GS H', () => {}],
  ['GS f', () => {}],
];
