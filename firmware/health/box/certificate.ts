import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Probe } from './readings';

/** When the certificate of the box ends. What is wrong with it is the link's to say (`certificate-watch.ts`). */
export function certificateProbe(file: string | undefined): Probe {
  return async () => {
    if (file === undefined) return {};
    try {
      return { certificateEndsAt: Date.parse(new X509Certificate(await readFile(file)).validTo) };
    } catch {
      return {};
    }
  };
}
