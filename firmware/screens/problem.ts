import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';
import type { WebContext } from './http';

/** RFC 9110 section 15. What is not listed is a conflict with the present state of the service point. */
const statuses: Partial<Record<CatalogueCode, ContentfulStatusCode>> = {
  'command-invalid': 400,
  'request-foreign': 403,
  'command-unknown': 404,
  'counter-unknown': 404,
  'kiosk-unknown': 404,
  'page-unknown': 404,
  'service-unknown': 404,
  'ticket-unknown': 404,
  'internal-error': 500,
  'box-busy': 503,
  'box-stopping': 503,
  'journal-unwritable': 503,
};

export function statusOf(code: CatalogueCode): ContentfulStatusCode {
  return statuses[code] ?? 409;
}

/** An answer that a person can act on: code, what it is, what to do. `status` overrides the usual one of the code. */
export function problem(
  context: WebContext,
  code: CatalogueCode,
  { detail, status }: { readonly detail?: string; readonly status?: ContentfulStatusCode } = {},
): Response {
  const { what, advice } = catalogue[code];
  const message = detail === undefined ? what : `${what}: ${detail}`;
  return context.json({ ok: false, code, message, advice }, status ?? statusOf(code));
}
