/** Bytes of struct timex on 64-bit Linux are 208; modes 0 reads and sets nothing, so no right is needed. */
const timexBytes = 256;

/** adjtimex(2): where the status stands, and its bit for a clock that nobody keeps. */
const statusAt = 40;
const unsynchronised = 0x40;

let ask: ((timex: Buffer) => number) | undefined;

/**
 * Whether a time server keeps the wall clock, by the kernel's own judgement: the same for systemd-timesyncd, chrony and ntpd, and it ends by itself
 * when the server has been silent for hours. A file such as `/run/systemd/timesync/synchronized` is one daemon's and never goes away.
 * @returns nothing without the native part that asks
 */
export function kernelClockSynced(): boolean | undefined {
  try {
    const timex = Buffer.alloc(timexBytes);
    ask ??= bind();
    if (ask(timex) < 0) return undefined;
    return (timex.readInt32LE(statusAt) & unsynchronised) === 0;
  } catch {
    return undefined;
  }
}

function bind(): (timex: Buffer) => number {
  const koffi: typeof import('koffi') = require('koffi');
  return koffi.load(null).func('int adjtimex(_Inout_ uint8_t *timex)');
}
