import { mostQrBytes, qrModules } from './qr-size';

/** Dots of a module: 3 are 0.375 mm, which any telephone reads; past 6 a code only takes paper. */
const moduleDots = { least: 3, most: 6 };

/** Modules of white that belong to a code on either side. */
const quiet = 4;

/**
 * GS ( k, model 2, level M, as large as is useful on the paper; nothing when the text is too long for it. The library counts characters
 * where the printer counts bytes, so the commands are made here.
 */
export function qrCommands(text: string, paperDots: number): Uint8Array | undefined {
  const data = Buffer.from(text, 'utf8');
  const size = Math.min(moduleDots.most, Math.floor(paperDots / (qrModules(data.length) + 2 * quiet)));
  if (data.length > mostQrBytes || size < moduleDots.least) return undefined;
  return Buffer.concat([
    gsParenthesisK(0x41, 0x32, 0), // function 165: model 2
    gsParenthesisK(0x43, size), // function 167: dots of a module
    gsParenthesisK(0x45, 0x31), // function 169: level M
    gsParenthesisK(0x50, 0x30, ...data), // function 180: the data
    gsParenthesisK(0x51, 0x30), // function 181: print
  ]);
}

/** GS ( k pL pH cn fn parameters, cn = 49: QR code. */
function gsParenthesisK(fn: number, ...parameters: number[]): Uint8Array {
  const length = parameters.length + 2;
  return Uint8Array.of(0x1d, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, fn, ...parameters);
}
