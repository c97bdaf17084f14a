import { readFile } from 'node:fs/promises';
import { get as getPlain, type IncomingMessage, type OutgoingHttpHeaders } from 'node:http';
import { codeOf, TiskiError } from '../../hal/platform/error';
import type { CalendarSource } from './calendar-source';

const mostRedirects = 3;

/** What Node calls failures of TLS. */
const untrusted = /^ERR_(SSL|TLS)_|CERT|_LEAF_|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH/;

/** A calendar on a server; the address may stand in a file of its own, which is read anew each time. */
export function webCalendar(where: { readonly url: string } | { readonly urlFile: string }): CalendarSource {
  return {
    async open(known, signal) {
      let url = 'url' in where ? parsed(where.url) : parsed(await addressIn(where.urlFile));
      for (let hops = 0; hops <= mostRedirects; hops += 1) {
        const response = await request(url, known, signal);
        const { statusCode = 0, headers } = response;
        if (statusCode === 200) {
          const version = versionOf(response);
          return { chunks: guarded(response), ...(version !== undefined && { version }) };
        }
        response.destroy();
        if (statusCode === 304 && known !== undefined) return undefined;
        if (![301, 302, 303, 307, 308].includes(statusCode) || headers.location === undefined)
          throw new TiskiError('calendar-refused', `status ${statusCode}`);
        url = next(url, headers.location);
      }
      throw new TiskiError('calendar-refused', `more than ${mostRedirects} redirections`);
    },
  };
}

async function addressIn(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    throw new TiskiError('calendar-refused', 'the file with its address cannot be read');
  }
}

function parsed(address: string, base?: URL): URL {
  const url = URL.parse(address, base?.href);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new TiskiError('calendar-refused', 'its address is none of http or https');
  return url;
}

/** What began encrypted stays so. */
function next(from: URL, location: string): URL {
  const url = parsed(location, from);
  if (from.protocol === 'https:' && url.protocol !== 'https:')
    throw new TiskiError('calendar-refused', 'it leads from https to http');
  return url;
}

/** Late: few boxes read a calendar. */
function secure(): typeof import('node:https') {
  return require('node:https');
}

function request(url: URL, known: string | undefined, signal: AbortSignal): Promise<IncomingMessage> {
  const get = url.protocol === 'https:' ? secure().get : getPlain;
  // No agent: nothing stays open between two readings.
  const options = { agent: false, signal, headers: headersFor(known) } as const;
  return new Promise((resolve, reject) => {
    get(url, options, resolve).on('error', error => reject(explained(error)));
  });
}

/** Conditional, by what the server said of itself when it was read last (RFC 9110, 13.1). */
function headersFor(known: string | undefined): OutgoingHttpHeaders {
  return {
    accept: 'text/calendar, */*;q=0.1',
    'accept-encoding': 'identity',
    ...(known?.startsWith('etag ') && { 'if-none-match': known.slice('etag '.length) }),
    ...(known?.startsWith('date ') && { 'if-modified-since': known.slice('date '.length) }),
  };
}

function versionOf({ headers }: IncomingMessage): string | undefined {
  if (headers.etag !== undefined) return `etag ${headers.etag}`;
  const date = headers['last-modified'];
  return date === undefined ? undefined : `date ${date}`;
}

async function* guarded(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw explained(error);
  }
}

/** Only the code of the failure is kept: its message would hold the address. */
function explained(error: unknown): TiskiError {
  const code = codeOf(error);
  if (code === 'ECONNRESET') return new TiskiError('calendar-cut-short', code);
  return new TiskiError(untrusted.test(code) ? 'calendar-untrusted' : 'calendar-unreachable', code);
}
