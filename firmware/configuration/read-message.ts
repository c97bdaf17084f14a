import type { CatalogueCode } from '../../hal/platform/catalogue';

/** Bytes. A site with 17 organisations in four languages has some 30 000 in its whole site file. */
export const mostBytes = 65_536;

/** Levels of brackets: settings have eight. */
const mostDepth = 24;

export type ReadMessage =
  | { readonly message: unknown }
  | { readonly code: CatalogueCode; readonly detail: string };

/** The value that a message holds, if it is JSON in UTF-8 and neither too long nor too deep. Never throws. */
export function readMessage(payload: Buffer): ReadMessage {
  if (payload.length > mostBytes)
    return { code: 'configuration-too-large', detail: `it has ${payload.length} bytes` };
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(payload);
    const message: unknown = JSON.parse(text);
    if (isDeeper(message, mostDepth))
      return { code: 'configuration-unreadable', detail: `it has more than ${mostDepth} levels` };
    return { message };
  } catch {
    return { code: 'configuration-unreadable', detail: 'this is not JSON' };
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some(held => isDeeper(held, levels - 1));
}
