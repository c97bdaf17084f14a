import { join } from 'node:path';

/** Where tokens and who came in by them are kept. @param stateDir folder that survives restarts */
export function accessIn(stateDir: string): string {
  return join(stateDir, 'access');
}
