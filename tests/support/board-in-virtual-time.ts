import { BoardConnection } from '../../hal/drivers/firmata/board-connection';
import { defaultLimits } from '../../hal/drivers/firmata/limits';
import type { OpenWire } from '../../hal/drivers/firmata/wire';
import { TiskiError } from '../../hal/platform/error';
import { silent } from '../../hal/platform/log';
import { SimulatedBoard } from '../../simulator/board';
import { VirtualTime } from '../../simulator/time/virtual-time';

const turn = () => new Promise<void>(resolve => setImmediate(resolve));

/** An emulated board and a connection to it without a file between them: every run is the same, whatever the machine does. */
export class BoardInVirtualTime {
  readonly time = new VirtualTime();
  readonly limits = defaultLimits;
  readonly board: SimulatedBoard;
  readonly connection: BoardConnection;

  /** @param random draws from [0, 1) */
  constructor(random: () => number) {
    this.board = new SimulatedBoard({ time: this.time, random });
    this.connection = new BoardConnection({
      port: 'usb:2341:0043',
      limits: this.limits,
      time: this.time,
      log: silent,
      openWire: this.#openWire,
      listPorts: async () => [{ path: 'in process', vendorId: '2341', productId: '0043' }],
    });
  }

  /** Lets virtual time pass, both in ms. */
  async run(duration: number, step = 10): Promise<void> {
    for (const end = this.time.monotonic() + duration; this.time.monotonic() < end; ) {
      this.time.advance(step);
      await turn();
    }
  }

  readonly #openWire: OpenWire = async (path, end) => {
    try {
      const wire = this.board.connect({
        received: bytes => end.received(bytes),
        lost: () => end.lost('unplugged'),
      });
      return { write: bytes => wire.write(bytes), close: async () => wire.close() };
    } catch (error) {
      throw new TiskiError('board-absent', path, { cause: error });
    }
  };
}
