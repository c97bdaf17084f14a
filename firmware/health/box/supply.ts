import type { Machine } from './machine';
import type { Probe, Readings } from './readings';

/** Of the firmware of a Raspberry Pi. */
const throttledFile = '/sys/devices/platform/soc/soc:firmware/get_throttled';
const monitors = '/sys/class/hwmon';

/** Bits of get_throttled (Raspberry Pi documentation, vcgencmd): now, and sixteen higher whether it has happened. */
const bits = { underVoltage: 0, capped: 1, throttled: 2, tooWarm: 3 } as const;
const happened = 16;

/**
 * Under-voltage and throttling of a Raspberry Pi. Its kernel forgets the bits for what has happened when they are read, older ones keep them: only
 * one that was not set before is news.
 */
export function supplyProbe(machine: Machine): Probe {
  let before = 0;
  return async () => {
    const text = await machine.text(throttledFile);
    if (text === undefined || !/^(0x)?[\da-f]+$/i.test(text)) return byMonitor(machine);
    const value = Number.parseInt(text, 16);
    const news = value & ~before;
    before = value;
    const was = (bit: number) => ((value >> bit) & 1) === 1 || ((news >> (bit + happened)) & 1) === 1;
    return {
      underVoltage: was(bits.underVoltage),
      throttled: was(bits.capped) || was(bits.throttled) || was(bits.tooWarm),
    };
  };
}

/** Kernels without that file have a monitor of the voltage. */
async function byMonitor(machine: Machine): Promise<Readings> {
  for (const name of await machine.names(monitors)) {
    if ((await machine.text(`${monitors}/${name}/name`)) !== 'rpi_volt') continue;
    const alarm = await machine.text(`${monitors}/${name}/in0_lcrit_alarm`);
    if (alarm !== undefined) return { underVoltage: alarm === '1' };
  }
  return {};
}
