import type { Machine } from './machine';
import type { Probe } from './readings';

/** Memory of the machine that programs can still have (proc(5), MemAvailable), and that of this one. */
export function memoryProbe(machine: Machine): Probe {
  return async () => {
    const text = (await machine.text('/proc/meminfo')) ?? '';
    const bytes = (name: string) => {
      const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(text)?.[1];
      return kibibytes === undefined ? undefined : Number(kibibytes) * 1024;
    };
    const [memoryFree, memorySize] = [bytes('MemAvailable'), bytes('MemTotal')];
    return {
      ownMemory: process.memoryUsage.rss(),
      ...(memoryFree !== undefined && { memoryFree }),
      ...(memorySize !== undefined && { memorySize }),
    };
  };
}
