import type { ServerResponse } from 'node:http';
import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';
import { sendJson } from './send';

/** RFC 9110 section 15. What is not listed is a conflict with the present state of the service point. */
const statuses: Partial<Record<CatalogueCode, number>> = {
  'command-invalid': 400,
  'ring-report-forbidden': 401,
  'pairing-wrong': 401,
  'token-wrong': 401,
  'not-allowed': 403,
  'request-foreign': 403,
  'open-answers-stay': 403,
  'command-unknown': 404,
  'counter-unknown': 404,
  'device-unknown': 404,
  'satellite-unknown': 404,
  'kiosk-unknown': 404,
  'page-unknown': 404,
  'service-unknown': 404,
  'ticket-unknown': 404,
  'ring-report-limited': 429,
  'token-limited': 429,
  'internal-error': 500,
  'box-busy': 503,
  'box-stopping': 503,
  'journal-unwritable': 503,
};

export function statusOf(code: CatalogueCode): number {
  return statuses[code] ?? 409;
}

/** Answers with what a person can act on: code, what it is, what to do. `status` overrides the usual one of the code. */
export function problem(
  response: ServerResponse,
  code: CatalogueCode,
  { detail, status }: { readonly detail?: string; readonly status?: number } = {},
): void {
  const { what, advice } = catalogue[code];
  const message = detail === undefined ? what : `${what}: ${detail}`;
  sendJson(response, status ?? statusOf(code), { ok: false, code, message, advice });
}
