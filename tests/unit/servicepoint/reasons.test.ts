import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

const core = join(__dirname, '../../../firmware/servicepoint');

/** A row of the requirements, a place in the sources, or a page of the design. */
const reason =
  /\b(?:TKT|CAL|DSP|FBK|RNG|STA|PRV|ACC|CFG|NET|GOV|DIA)-\d\d\b|\b00[0-4]:\d{1,4}\b|\b(?:product|contract|domain)\.md\b/;

/** Shapes, folds and plumbing: what they hold is ruled elsewhere. */
const unruled =
  /(?:-(?:state|facts|commands|words|rules)|^fold-.*|^(?:commands|events|state|evolve|decide|decision|snapshot|clockwork|service-point|refusal))\.ts$/;

/** Arithmetic, calendars, chance and what the journal has to know: no rule of a service point. */
const tools: readonly string[] = [
  'bookings/booking-code.ts',
  'box/clock-label.ts',
  'feedback/draw.ts',
  'feedback/scale.ts',
  'measures/name-of-close.ts',
  'measures/period.ts',
  'measures/spread.ts',
  'opening/calendar.ts',
  'opening/local-time.ts',
  'opening/opening.ts',
  'ringing/ring-now.ts',
  'standing.ts',
];

const files = readdirSync(core, { recursive: true })
  .map(String)
  .filter(file => file.endsWith('.ts'));

test('at every rule stands why it is there', () => {
  const silent = files.filter(
    file =>
      !file.startsWith('wait/') &&
      !unruled.test(file.slice(file.lastIndexOf('/') + 1)) &&
      !tools.includes(file) &&
      !reason.test(readFileSync(join(core, file), 'utf8')),
  );
  assert.equal(silent, []);
});

test('what is said to be no rule is there', () => {
  for (const tool of tools) assert.ok(files.includes(tool), tool);
});

test.run();
