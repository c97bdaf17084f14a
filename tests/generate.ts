import { join } from 'node:path';
import { writeGenerated } from './generated-files';

/** `npm run generate`: makes the committed generated files again. */
for (const path of writeGenerated(join(__dirname, '..'), { dryRun: false }))
  process.stdout.write(`wrote ${path}\n`);
