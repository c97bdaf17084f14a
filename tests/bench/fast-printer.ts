import { SystemTime } from '../../hal/platform/time';
import { SimulatedPrinter } from '../../simulator/printer';

/** A printer that takes no time of its own and never runs out of paper: what is measured is who prints. */
export async function startFastPrinter(): Promise<SimulatedPrinter> {
  const printer = new SimulatedPrinter({
    time: new SystemTime(),
    speed: Number.POSITIVE_INFINITY,
    cutTime: 0,
    paper: 1e9,
  });
  await printer.start();
  return printer;
}
