import type { ServerResponse } from 'node:http';
import type { Html } from './html';

/** Answers with JSON. */
export function sendJson(response: ServerResponse, status: number, value: object): void {
  sendBytes(response, status, 'application/json', JSON.stringify(value));
}

/** Answers with a page. */
export function sendHtml(response: ServerResponse, { markup }: Html): void {
  sendBytes(response, 200, 'text/html; charset=UTF-8', markup);
}

/** Answers with content of any type; other headers are set on the response before. */
export function sendBytes(
  response: ServerResponse,
  status: number,
  type: string,
  content: string | Uint8Array,
): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(content));
  response.end(content);
}
