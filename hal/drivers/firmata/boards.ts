import type { DriverContext } from '../../driver';
import { BoardConnection } from './board-connection';
import type { InputOptions, OutputOptions } from './board-options';
import { FirmataInput } from './input';
import { defaultLimits } from './limits';
import { FirmataOutput } from './output';
import { listSerialPorts, openSerialWire } from './serial-wire';
import { tapped } from './tapped-wire';

const boards = new WeakMap<DriverContext, Map<string, BoardConnection>>();

/** The one connection to a board that all devices of a box share. */
export function boardAt(port: string, context: DriverContext): BoardConnection {
  let known = boards.get(context);
  if (!known) {
    known = new Map();
    boards.set(context, known);
  }
  const key = port.startsWith('usb:') ? port.toLowerCase() : port;
  const board =
    known.get(key) ??
    new BoardConnection({
      port,
      limits: defaultLimits,
      time: context.time,
      log: context.log,
      openWire: context.tap ? tapped(openSerialWire, port, context.tap) : openSerialWire,
      listPorts: listSerialPorts,
    });
  known.set(key, board);
  return board;
}

export function makeInput(name: string, site: InputOptions, context: DriverContext): FirmataInput {
  const { time, tap } = context;
  const input = new FirmataInput(boardAt(site.port, context), site, { time, limits: defaultLimits });
  if (tap) input.events.on('edge', edge => tap.edge(name, `pin ${site.pin}`, edge));
  return input;
}

export function makeOutput(site: OutputOptions, context: DriverContext): FirmataOutput {
  return new FirmataOutput(boardAt(site.port, context), site);
}
