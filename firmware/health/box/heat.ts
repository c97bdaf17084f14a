import type { Machine } from './machine';
import type { Probe } from './readings';

const zones = '/sys/class/thermal';

/** Temperature of the hottest thermal zone; the kernel tells thousandths of a degree. */
export function heatProbe(machine: Machine): Probe {
  return async () => {
    const names = (await machine.names(zones)).filter(name => name.startsWith('thermal_zone'));
    const texts = await Promise.all(names.map(name => machine.text(`${zones}/${name}/temp`)));
    const degrees = texts.flatMap(text =>
      text !== undefined && /^-?\d+$/.test(text) ? [Number(text) / 1000] : [],
    );
    return degrees.length > 0 ? { temperature: Math.max(...degrees) } : {};
  };
}
