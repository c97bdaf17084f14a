import { createInterface } from 'node:readline/promises';

/** Of a program, `process` itself. */
interface Terminal {
  readonly stdin: NodeJS.ReadableStream & { readonly isTTY?: boolean };
  readonly stdout: NodeJS.WritableStream;
}

/** Asks the person at the terminal; nothing where there is none, or when the person does not answer. */
export async function askPerson(
  question: string,
  signal: AbortSignal,
  { stdin, stdout }: Terminal,
): Promise<boolean | undefined> {
  if (!stdin.isTTY || signal.aborted) return undefined;
  const terminal = createInterface({ input: stdin, output: stdout });
  // A terminal that is read takes Ctrl-C for itself.
  terminal.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    for (;;) {
      const answer = (await terminal.question(`${question} [y/n] `, { signal })).trim().toLowerCase();
      if (/^y(es)?$/.test(answer)) return true;
      if (/^no?$/.test(answer)) return false;
    }
  } catch {
    return undefined;
  } finally {
    terminal.close();
  }
}
