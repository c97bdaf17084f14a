import { readFileSync } from 'node:fs';

/** Of the kernel's clock that counts processor time, per second: 100 on every Linux that runs Node (`getconf CLK_TCK`). */
const ticks = 100;

export interface ProcessFigures {
  /** ms since its start. */
  readonly processor: number;
  /** Bytes. */
  readonly memory: number;
}

/** What a process of this machine has used, from proc(5). @throws the error of the file system, if there is none */
export function figuresOf(pid: number): ProcessFigures {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The name may hold spaces and brackets; user and system time are fields 14 and 15.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const resident = /VmRSS:\s+(?<kilobytes>\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
  const { kilobytes = '0' } = { ...resident?.groups };
  const used = Number(fields[11]) + Number(fields[12]);
  return { processor: (used / ticks) * 1000, memory: Number(kilobytes) * 1024 };
}
