import { fileTransport } from './file-transport';
import { type HttpTransportOptions, httpTransport } from './http-transport';
import type { Transport } from './transport';

/** Opens `https:`, `http:` and `file:` alike: trust comes from signatures, not from where the bytes lay. */
export function openUrl(options: HttpTransportOptions): Transport {
  const overHttp = httpTransport(options);
  return (url, from) => (url.protocol === 'file:' ? fileTransport(url, from) : overHttp(url, from));
}
