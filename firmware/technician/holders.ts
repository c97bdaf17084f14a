import { readdirSync, readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { basename } from 'node:path';

/** A program that has a file open. */
export interface Holder {
  readonly process: number;
  readonly name: string;
  /** The system service that it belongs to, such as `ModemManager`. */
  readonly service?: string;
}

/**
 * The other programs that have the file or device open, as far as this user may know: without root only the user's own.
 * @param proc where the kernel shows its processes
 */
export function holdersOf(file: string, proc = '/proc'): Holder[] {
  const target = attempt(() => realpathSync(file));
  return target === undefined ? [] : holders(proc, open => open === target);
}

/** The other programs that have GPIO lines, whichever: the kernel does not tell lines apart here. */
export function holdersOfGpio(proc = '/proc'): Holder[] {
  return holders(proc, open => open.startsWith('anon_inode:gpio-'));
}

function holders(proc: string, wanted: (open: string) => boolean): Holder[] {
  return (attempt(() => readdirSync(proc)) ?? [])
    .filter(name => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter(name => filesOf(`${proc}/${name}/fd`).some(wanted))
    .map(name => holder(proc, name));
}

/** What a person types to stop it. */
export function stopCommand({ service, process }: Holder): string {
  return service === undefined ? `sudo kill ${process}` : `sudo systemctl stop ${service}`;
}

export function holderName({ name, process }: Holder): string {
  return `${name} (process ${process})`;
}

function filesOf(folder: string): string[] {
  const descriptors = attempt(() => readdirSync(folder)) ?? [];
  return descriptors.flatMap(descriptor => attempt(() => readlinkSync(`${folder}/${descriptor}`)) ?? []);
}

function holder(proc: string, id: string): Holder {
  const words = (attempt(() => readFileSync(`${proc}/${id}/cmdline`, 'utf8')) ?? '').split('\0');
  const name = programName(words.filter(word => word !== '')) ?? 'a program';
  const groups = attempt(() => readFileSync(`${proc}/${id}/cgroup`, 'utf8')) ?? '';
  // A service of the system, not a program that somebody started in a session.
  const service = /\/system\.slice\/(?:[^/\n]+\.slice\/)*([^/\n]+)\.service$/m.exec(groups)?.[1];
  return { process: Number(id), name, ...(service !== undefined && { service }) };
}

/** What a person calls it: the script, not what runs it. */
function programName([program = '', ...words]: readonly string[]): string | undefined {
  const runs = /^(node|python|perl|bash|sh)[\d.]*$/.test(basename(program));
  const script = runs ? words.find(word => !word.startsWith('-')) : undefined;
  return basename(script ?? program).replace(/\.(js|py|sh)$/, '') || undefined;
}

/** Processes end, and files of others are closed to us, while we look. */
function attempt<Result>(look: () => Result): Result | undefined {
  try {
    return look();
  } catch {
    return undefined;
  }
}
