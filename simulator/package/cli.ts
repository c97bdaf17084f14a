import { parseArgs } from 'node:util';
import { startBoard, startCodec, startPrinter } from './start';

const usage = `usage: tiski-peers printer [--port N] [--folder FOLDER]   prints what it gets; tickets as bytes and PNG in the folder
       tiski-peers codec                                   a video unit: admin, secret
       tiski-peers board --link PATH                       an Arduino Uno with StandardFirmata
`;

async function main(argv: readonly string[]): Promise<void> {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: { port: { type: 'string' }, folder: { type: 'string' }, link: { type: 'string' } },
  });
  const peer = await started(positionals[0], values);
  if (peer === undefined) {
    process.stderr.write(usage);
    process.exitCode = 2;
    return;
  }
  // A board without listeners on sockets would let the process end.
  const alive = setInterval(() => undefined, 60_000);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => {
      clearInterval(alive);
      void peer.stop();
    });
  }
}

async function started(
  name: string | undefined,
  { port = '0', folder, link }: { readonly port?: string; readonly folder?: string; readonly link?: string },
): Promise<{ stop(): Promise<void> } | undefined> {
  const tell = (line: string) => process.stdout.write(`${line}\n`);
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

main(process.argv.slice(2)).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
