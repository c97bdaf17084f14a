import { join } from 'node:path';

/** Words for Node before a TypeScript program. */
export const typescript: readonly string[] = ['-r', join(__dirname, 'register.js')];
