import { connect } from 'node:net';
import type { SimulatedPrinter } from '../../simulator/printer';
import { BurstPresser } from './burst-presser';
import { startFastPrinter } from './fast-printer';
import { type Row, sampled } from './row';

/** Presses at once: a bus has arrived, or a screen was hammered while the broker was away. */
const presses = 200;

const bursts = 5;

/** Milliseconds that the box may take beside the printer. */
const allowed = 80;

/**
 * A burst of presses by MQTT to the last ticket on paper, beside the time that the printer takes when it is given the same bytes at once.
 * @param topic of the command
 */
export async function burstRow(printer: SimulatedPrinter, broker: string, topic: string): Promise<Row> {
  const presser = new BurstPresser();
  await presser.start(broker, topic);
  const ours: number[] = [];
  const own: number[] = [];
  for (let burst = 0; burst < bursts; burst++) {
    const before = printer.tickets.length;
    const printed = lastOf(printer, presses);
    const started = performance.now();
    presser.press(presses);
    ours.push((await printed) - started);
    own.push(await alone(printer.tickets.slice(before).map(({ bytes }) => bytes)));
  }
  await presser.stop();
  const floor = sampled(own);
  return {
    name: `burst of ${presses} presses to the last ticket on paper`,
    unit: 'ms',
    value: sampled(ours),
    floor: { what: 'the printer alone', value: floor },
    bound: { median: allowed + floor.median },
  };
}

/** Instant at which so many more tickets have come out. */
function lastOf(printer: SimulatedPrinter, count: number): Promise<number> {
  return new Promise(resolve => {
    let left = count;
    const see = () => {
      left -= 1;
      if (left > 0) return;
      printer.events.off('ticket', see);
      resolve(performance.now());
    };
    printer.events.on('ticket', see);
  });
}

/** Milliseconds in which a printer of the same kind prints these tickets, handed over whole. */
async function alone(tickets: readonly Uint8Array[]): Promise<number> {
  const printer = await startFastPrinter();
  const socket = connect(printer.port, '127.0.0.1');
  socket.resume();
  const printed = lastOf(printer, tickets.length);
  const started = performance.now();
  socket.write(Buffer.concat(tickets));
  const time = (await printed) - started;
  socket.destroy();
  await printer.stop();
  return time;
}
