import { Command } from 'commander';

export interface Said {
  readonly output: string;
  /** As the program would end. */
  readonly code: number;
}

/** Runs a command of a program in this process: what it writes and how it would end, without the second that a program takes to start. */
export async function inProcess(commands: readonly Command[], words: readonly string[]): Promise<Said> {
  let output = '';
  const write = (text: string | Uint8Array) => {
    output += text;
    return true;
  };
  const program = new Command();
  for (const command of commands) program.addCommand(command);
  for (const each of [program, ...below(program)])
    each.exitOverride().configureOutput({ writeOut: write, writeErr: write });
  const before = process.exitCode;
  const [stdout, stderr] = [process.stdout.write, process.stderr.write];
  process.exitCode = 0;
  [process.stdout.write, process.stderr.write] = [write, write];
  try {
    const refused = await program.parseAsync(words, { from: 'user' }).then(
      () => 0,
      error => error.exitCode,
    );
    return { output, code: Number(process.exitCode) || refused };
  } finally {
    [process.stdout.write, process.stderr.write] = [stdout, stderr];
    process.exitCode = before;
  }
}

function below(command: Command): Command[] {
  return command.commands.flatMap(each => [each, ...below(each)]);
}
