import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Compiles what has changed since the last run, each file once: tests that live in real time would miss their moments while they compile what they load, and
 * all lanes would compile the same.
 */

const root = join(__dirname, '..', '..');
const { compiled } = require('./register.js') as { compiled(file: string): string };

for (const folder of ['hal', 'firmware', 'ota', 'provisioning', 'simulator', 'tests'])
  for (const name of readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }))
    if (/(?<!\.d)\.ts$/.test(name) && !/(^|\/)(node_modules|\.work)\//.test(name))
      compiled(join(root, folder, name));
