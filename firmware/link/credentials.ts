import { readFileSync } from 'node:fs';
import type { Site } from '../config/site';

/** What proves to the broker who this box is, and to the box which broker it is. PEM texts. */
export interface Credentials {
  readonly username?: string;
  readonly password?: string;
  readonly ca?: string | Buffer;
  readonly cert?: string | Buffer;
  readonly key?: string | Buffer;
}

/** User and password as the site file names them, read anew so that a changed password needs no restart. */
export function credentialsOf({ username, passwordFile }: NonNullable<Site['mqtt']>): Credentials {
  return {
    ...(username !== undefined && { username }),
    ...(passwordFile !== undefined && { password: readFileSync(passwordFile, 'utf8').trimEnd() }),
  };
}
