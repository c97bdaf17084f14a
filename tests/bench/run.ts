import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { keepSmall, optimise } from '../../firmware/footprint';
import { applianceRows } from './appliance';
import { buttonRows } from './button';
import { dayRows } from './day';
import { displayRows } from './display';
import { isBusy, keep, slides } from './history';
import { journalRows } from './journal';
import { lampRows } from './lamp';
import { outageRows } from './outage';
import { paintRows } from './paint';
import { ringRows } from './ring-latency';
import { broken, type Row, ratioOf, table } from './row';
import { satelliteRows } from './satellite-latency';
import { smileyRows } from './smiley';
import { updateRows } from './update';
import { virtualDayRows } from './virtual-day';
import { waitRows } from './wait';
import { wireRows } from './wire-day';

const groups = {
  button: buttonRows,
  appliance: applianceRows,
  day: dayRows,
  display: displayRows,
  journal: journalRows,
  lamp: lampRows,
  outage: outageRows,
  paint: paintRows,
  ring: ringRows,
  satellite: satelliteRows,
  smiley: smileyRows,
  update: updateRows,
  virtual: virtualDayRows,
  wait: waitRows,
  wire: wireRows,
};

/** What runs parts of the box in this process: under the settings that the box runs with. The others start programs, or are of the simulator. */
const ofTheBox: readonly string[] = ['button', 'appliance', 'journal', 'lamp', 'ring', 'satellite', 'smiley'];

/** `npm run bench`, all or the groups named: every figure beside its floor from the same run, on screen and as JSON in `results/`, and what is worse than before. */
async function main(): Promise<void> {
  const rows: Row[] = [];
  const chosen = process.argv.slice(2);
  const wasBusy = isBusy();
  for (const [name, group] of Object.entries(groups)) {
    if (chosen.length > 0 && !chosen.includes(name)) continue;
    if (ofTheBox.includes(name)) keepSmall();
    else optimise(true);
    rows.push(...(await group()));
  }
  process.stdout.write(`${table(rows)}\n`);

  const results = join(__dirname, 'results');
  mkdirSync(results, { recursive: true });
  const machine = { cpu: cpus()[0]?.model, cores: cpus().length, arch: process.arch, node: process.version };
  const figures = rows.map(row => ({ ...row, ratio: ratioOf(row), broken: broken(row) }));
  writeFileSync(
    join(results, 'latest.json'),
    `${JSON.stringify({ at: new Date().toISOString(), machine, figures }, null, 2)}\n`,
  );
  for (const slide of slides(rows)) process.stdout.write(`${slide}\n`);
  if (wasBusy)
    process.stdout.write('the machine was busy: timings say little, and are not kept in the history\n');
  else keep(rows);
  if (rows.some(row => broken(row).length > 0)) process.exitCode = 1;
}

main();
