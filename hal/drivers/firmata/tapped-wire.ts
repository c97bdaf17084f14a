import type { WireTap } from '../../wire-tap';
import type { OpenWire } from './wire';

/** Opens wires to a board whose bytes somebody else hears as well. @param port the board as the site file names it */
export function tapped(openWire: OpenWire, port: string, tap: WireTap): OpenWire {
  return async (path, end) => {
    const wire = await openWire(path, {
      received: bytes => {
        tap.bytes(port, 'received', bytes);
        end.received(bytes);
      },
      lost: reason => end.lost(reason),
    });
    return {
      write: bytes => {
        tap.bytes(port, 'sent', bytes);
        wire.write(bytes);
      },
      close: () => wire.close(),
    };
  };
}
