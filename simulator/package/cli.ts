import { parseArgs } from 'node:util';
import { startBoard, startCodec, startPrinter } from './start';

const usage = `usage: tiski-peers printer [--port N] [--folder FOLDER]   prints what it gets; tickets as bytes and PNG in the folder
       tiski-peers codec                                   a video unit: admin, secret
       tiski-peers board --link PATH                       an Arduino Uno with StandardFirmata
`;

/** Where text goes; the standard streams fit. */
interface Output {
  write(text: string): unknown;
}

/**
 * @param argv the peer and its options
 * @returns what ends it, when it runs; nothing for words that say no peer
 */
export async function runPeer(
  argv: readonly string[],
  out: Output,
  notes: Output,
): Promise<(() => Promise<void>) | undefined> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { port: { type: 'string' }, folder: { type: 'string' }, link: { type: 'string' } },
  });
  const peer = await started(positionals[0], values, out);
  if (peer === undefined) {
    notes.write(usage);
    return undefined;
  }
  // A board without listeners on sockets would let the process end.
  const alive = setInterval(() => undefined, 60_000);
  return () => {
    clearInterval(alive);
    return peer.stop();
  };
}

async function started(
  name: string | undefined,
  { port = '0', folder, link }: { readonly port?: string; readonly folder?: string; readonly link?: string },
  out: Output,
): Promise<{ stop(): Promise<void> } | undefined> {
  const tell = (line: string) => out.write(`${line}\n`);
  if (name === 'printer') {
    const printer = await startPrinter({ port: Number(port), ...(folder !== undefined && { folder }) });
    printer.events.on('ticket', ({ text }) => tell(text.join(' | ')));
    printer.events.on('complaint', ({ reason }) => tell(`complaint: ${reason}`));
    tell(printer.url);
    return printer;
  }
  if (name === 'codec') {
    const codec = await startCodec();
    tell(`${codec.url} ${codec.sshUrl}`);
    return codec;
  }
  if (name === 'board' && link !== undefined) {
    const board = await startBoard({ link });
    board.events.on('pin', ({ pin, level }) => tell(`pin ${pin} ${level}`));
    tell(link);
    return board;
  }
  return undefined;
}

async function main(): Promise<void> {
  const stop = await runPeer(process.argv.slice(2), process.stdout, process.stderr);
  if (stop === undefined) process.exitCode = 2;
  else for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void stop());
}

if (require.main === module)
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  });
