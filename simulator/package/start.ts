import { SystemTime } from '../../hal/platform/time';
import { SimulatedBoard, type SimulatedBoardOptions } from '../board';
import { SimulatedCodec, type SimulatedCodecOptions } from '../codec';
import { SimulatedPrinter, type SimulatedPrinterOptions } from '../printer';

/** Of the machine, unless another time is given. */
type WithoutTime<Options extends { readonly time: unknown }> = Omit<Options, 'time'> &
  Partial<Pick<Options, 'time'>>;

/** A ticket printer that listens on `printer.port` of 127.0.0.1. */
export async function startPrinter(
  options: WithoutTime<SimulatedPrinterOptions> = {},
): Promise<SimulatedPrinter> {
  const printer = new SimulatedPrinter({ time: new SystemTime(), ...options });
  await printer.start();
  return printer;
}

/**
 * An Arduino Uno with StandardFirmata behind `options.link`, or to be reached by `board.connect`.
 * @throws Error with the code `board-image-missing` when its program is not installed and cannot be fetched
 */
export async function startBoard(options: WithoutTime<SimulatedBoardOptions> = {}): Promise<SimulatedBoard> {
  const board = new SimulatedBoard({ time: new SystemTime(), ...options });
  await board.start();
  return board;
}

/** A video unit that listens at `codec.url`, and at `codec.sshUrl` unless `ssh` is false. */
export async function startCodec(options: WithoutTime<SimulatedCodecOptions> = {}): Promise<SimulatedCodec> {
  const codec = new SimulatedCodec({ time: new SystemTime(), ...options });
  await codec.start();
  return codec;
}
