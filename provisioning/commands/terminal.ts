import { InvalidArgumentError } from 'commander';
import { isTiskiError, messageOf, TiskiError } from '../../hal/platform/error';

export const out = (text: string): void => void process.stdout.write(text);

/** Runs a command; what keeps it from its end is a sentence with an advice, never a stack trace. */
export async function run(command: () => Promise<void> | void): Promise<void> {
  try {
    await command();
  } catch (error) {
    const advice = isTiskiError(error) ? `\n${error.advice}` : '';
    process.stderr.write(`${messageOf(error)}${advice}\n`);
    process.exitCode = 1;
  }
}

/** Aborted by the first Ctrl-C or SIGTERM; the second ends the program at once. */
export function interruption(): AbortSignal {
  const controller = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (controller.signal.aborted) process.exit(1);
      controller.abort();
    });
  }
  return controller.signal;
}

/** An `https` address of a service. */
export function serviceUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url?.protocol !== 'https:' || url.search !== '' || url.hash !== '' || url.username !== '')
    throw new InvalidArgumentError('Write an address such as https://region.example:8443');
  return url.href;
}

/** Where a service listens: `HOST:PORT`. */
export function listenAddress(text: string): { host: string; port: number } {
  const [, bracketed, plain, port] = text.match(/^(?:\[([0-9a-fA-F:]+)\]|([^:[\]]+)):(\d{1,5})$/) ?? [];
  const host = bracketed ?? plain;
  if (host === undefined || Number(port) > 65_535)
    throw new InvalidArgumentError('Write host and port, such as 0.0.0.0:8443.');
  return { host, port: Number(port) };
}

/** A short name: part of MQTT topics and certificates. */
export function shortName(text: string): string {
  if (!/^[a-z0-9][a-z0-9-]{0,30}$/.test(text))
    throw new InvalidArgumentError('Write a short name: small letters, digits and hyphens, at most 31.');
  return text;
}

/** Address and claim as they are typed, or both in one, as the picture of a claim says them. @throws TiskiError `setting-invalid` */
export function linkedClaim({ claim, url }: { readonly claim: string; readonly url?: string }): {
  readonly address: string;
  readonly text: string;
} {
  const [text = '', linked] = claim.split('#').reverse();
  const address = url ?? linked;
  if (address === undefined) throw new TiskiError('setting-invalid', '--url is missing');
  return { address, text };
}
