import { createInterface } from 'node:readline/promises';

/** Asks the person at the terminal; nothing where there is none, or when the person does not answer. */
export async function askPerson(question: string, signal: AbortSignal): Promise<boolean | undefined> {
  if (!process.stdin.isTTY || signal.aborted) return undefined;
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
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
