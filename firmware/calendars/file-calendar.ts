import { open } from 'node:fs/promises';
import { codeOf, TiskiError } from '../../hal/platform/error';
import type { CalendarSource } from './calendar-source';

/** A file that another program puts there, best by renaming it into place. */
export function fileCalendar(file: string): CalendarSource {
  return {
    async open(known, signal) {
      try {
        const handle = await open(file, 'r');
        const { mtimeNs, size, ino } = await handle.stat({ bigint: true });
        const version = `${ino}-${size}-${mtimeNs}`;
        if (version === known) {
          await handle.close();
          return undefined;
        }
        return { chunks: guarded(handle.createReadStream({ signal })), version };
      } catch (error) {
        throw explained(error);
      }
    },
  };
}

async function* guarded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw explained(error);
  }
}

function explained(error: unknown): TiskiError {
  const code = codeOf(error);
  return new TiskiError(code === 'ENOENT' ? 'calendar-missing' : 'calendar-unreadable', code);
}
