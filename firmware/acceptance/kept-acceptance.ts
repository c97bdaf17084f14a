import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import type { Log } from '../../hal/platform/log';
import { AcceptanceReport } from './acceptance-report';

/** Of the box that this state folder belongs to; nothing if it was never set up by a technician. Read once: it never changes while a program runs. */
export function keptAcceptance(stateDir: string, log: Log): AcceptanceReport | undefined {
  let text: string;
  try {
    text = readFileSync(join(stateDir, 'box', 'acceptance.json'), 'utf8');
  } catch {
    return undefined;
  }
  try {
    const read: unknown = JSON.parse(text);
    if (Value.Check(AcceptanceReport, read)) return read;
  } catch {
    // Told below.
  }
  log.warn({}, 'the acceptance report is in another form');
  return undefined;
}
