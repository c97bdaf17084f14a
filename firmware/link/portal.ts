import type { IncomingMessage } from 'node:http';

/**
 * Whether an answer looks like that of a captive portal: a page, or the way to one, where no page was asked for. RFC 6585, section 6,
 * has a status for it that few use.
 */
export function isWebPage({ statusCode = 0, headers }: IncomingMessage): boolean {
  if (statusCode === 511 || (statusCode >= 300 && statusCode < 400)) return true;
  return statusCode === 200 && /^text\/html\b/i.test(headers['content-type'] ?? '');
}
