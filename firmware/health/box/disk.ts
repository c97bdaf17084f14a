import { statfs } from 'node:fs/promises';
import type { Machine } from './machine';
import type { Probe } from './readings';

/** Space where the state folder is. */
export function diskProbe(stateDir: string): Probe {
  return async () => {
    const space = await statfs(stateDir).catch(() => undefined);
    if (!space) return {};
    return { diskFree: space.bavail * space.bsize, diskSize: space.blocks * space.bsize };
  };
}

const blocks = '/sys/block';

/** Wear of eMMC, worst of all there are. SD cards do not tell. */
export function flashProbe(machine: Machine): Probe {
  return async () => {
    const names = (await machine.names(blocks)).filter(name => /^mmcblk\d+$/.test(name));
    const texts = await Promise.all(
      names.map(async name => ({
        life: (await machine.text(`${blocks}/${name}/device/life_time`)) ?? '',
        spares: (await machine.text(`${blocks}/${name}/device/pre_eol_info`)) ?? '',
      })),
    );
    const wear = Math.max(0, ...texts.flatMap(({ life }) => life.split(/\s+/).map(numberIn)));
    const spares = Math.max(0, ...texts.map(({ spares }) => numberIn(spares)));
    return { ...(wear > 0 && { flashWear: wear / 10 }), ...(spares > 0 && { flashSpares: spares }) };
  };
}

/** Hexadecimal; 0 stands for "not told". */
function numberIn(text: string): number {
  return /^0x[\da-f]+$/i.test(text) ? Number.parseInt(text, 16) : 0;
}
