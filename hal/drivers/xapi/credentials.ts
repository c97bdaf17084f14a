import { readFileSync } from 'node:fs';

/** A local user of the unit. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** Read for each attempt, so that a changed password needs no restart. @throws Error when the file cannot be read */
export function readCredentials(username: string, passwordFile: string): Credentials {
  return { username, password: readFileSync(passwordFile, 'utf8').trimEnd() };
}
