import { join } from 'node:path';
import { checkByProgram } from '../../provisioning/commissioning/check-site';
import { queueByProgram } from '../../provisioning/commissioning/succession';
import { setupLanguages } from '../../provisioning/commissioning/words/words';
import { bundleProgram } from '../support/appliance-process';
import { launchChromium, wholeChromium } from '../support/chromium';
import { disturbances } from '../support/commissioning/disturbances';
import { shippedWay } from '../support/commissioning/shipped-way';
import { swapWay } from '../support/commissioning/swap-way';
import { wholeWay } from '../support/commissioning/whole-way';

/** Power-on to the published report, at most, s (the median of all). */
const target = 120;

const root = join(__dirname, '..', '..');
const program = join(root, 'firmware', 'bin', 'tiski.js');

/** A scripted technician with the programs as they ship, in each language; then with each disturbance, and at the spare of a broken box. */
export async function commissioning({ ways }: { readonly ways: number }): Promise<object> {
  bundleProgram();
  const browser = await launchChromium(wholeChromium);
  try {
    const shipped = [];
    for (const language of setupLanguages)
      for (let n = 0; n < ways; n++) {
        const took = { language, ...(await shippedWay(browser, language)) };
        process.stdout.write(`${JSON.stringify(took)}\n`);
        shipped.push(took);
      }
    const reports = shipped.map(({ report }) => report).sort((a, b) => a - b);
    const median = reports[Math.floor(reports.length / 2)] ?? Number.POSITIVE_INFINITY;
    const failed: string[] = [];
    const table: Record<string, string> = {};
    const box = {
      assetsDir: join(root, 'dist', 'assets'),
      checkSite: checkByProgram(program),
    };
    for (const disturbance of disturbances) {
      const { name, code = 'goes on by itself' } = disturbance;
      const held = [];
      for (const language of setupLanguages)
        try {
          await wholeWay({ browser, language, disturbance, box });
          held.push(language);
        } catch (error) {
          failed.push(`${name}, ${language}: ${error instanceof Error ? error.message : error}`);
        }
      table[name] = `${code}: ${held.join(', ')}`;
      process.stdout.write(`${name}: ${table[name]}\n`);
    }
    const swapped = [];
    for (const language of setupLanguages)
      try {
        await swapWay(browser, language, { ...box, tellQueue: queueByProgram(program) });
        swapped.push(language);
      } catch (error) {
        failed.push(`swap, ${language}: ${error instanceof Error ? error.message : error}`);
      }
    process.stdout.write(`swap: ${swapped.join(', ')}\n`);
    const found = { median, shipped, disturbances: table, swapped, failed };
    if (failed.length > 0 || median > target) throw new Error(JSON.stringify(found, null, 2));
    return found;
  } finally {
    await browser.close();
  }
}
