import type { IncomingMessage } from 'node:http';

/** The query of the address that is asked for. */
export function queryOf({ url = '' }: IncomingMessage): URLSearchParams {
  return new URLSearchParams(url.split('?')[1]);
}
