import { createPrivateKey, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Value } from '@sinclair/typebox/value';
import type { Browser } from 'playwright-core';
import * as assert from 'uvu/assert';
import { AcceptanceReport } from '../../../firmware/acceptance/acceptance-report';
import type { SetupLanguage } from '../../../provisioning/commissioning/words/words';
import { awake } from '../steady-time';
import type { Disturbance } from './disturbances';
import { ScriptedTechnician } from './scripted-technician';
import { SetupBench, type SetupBenchOptions } from './setup-bench';

export interface Way {
  readonly browser: Browser;
  readonly language: SetupLanguage;
  readonly disturbance?: Disturbance;
  readonly box: SetupBenchOptions;
}

const locales: Readonly<Record<SetupLanguage, string>> = { fi: 'fi-FI', sv: 'sv-FI', en: 'en-GB' };

/** Which button stands where the page asks for one. */
const buttons: Readonly<Record<string, string>> = {
  'counter-0-next': 'button-c',
  'counter-0-recall': 'button-b',
  'kiosk-0-0': 'button-a',
};

/**
 * From the first slip of a factory-fresh box to a finished one, with or without something that goes wrong.
 * @returns seconds from power-on to the report on paper
 */
export async function wholeWay({ browser, language, disturbance, box }: Way): Promise<number> {
  const bench = new SetupBench(box);
  const since = awake();
  await bench.start();
  const another = async () => {
    const context = await browser.newContext({
      ignoreHTTPSErrors: true,
      locale: locales[language],
      viewport: { width: 360, height: 740 },
    });
    context.setDefaultTimeout(30_000);
    return new ScriptedTechnician(await context.newPage(), language);
  };
  const technician = await another();
  const disturbed = async (at: Disturbance['at']) => {
    if (disturbance?.at === at) await disturbance.run({ bench, technician, another });
  };
  try {
    await bench.paper(/QR https/);
    await technician.scansSlip(bench.url, bench.setup.code);
    await disturbed('network');
    await technician.goesOn('claim');
    await disturbed('claim');
    if (bench.setup.course?.step === 'claim') {
      bench.keepSite();
      await technician.claims(bench.freshClaim());
    }
    await technician.at('devices');
    await disturbed('devices');
    await technician.learns(task => bench.press(learnedAs(bench, task)));
    await technician.triesAll();
    await bench.paper(new RegExp(technician.say('test-title')));
    await technician.goesOn('place');
    await technician.saysWhere('Kirjasto, tiskin 1 takana');
    await disturbed('accept');
    if (bench.setup.course?.step === 'accept') await technician.accepts();
    else await technician.page.waitForSelector('#printed[data-printed=done]');
    const published = String(disturbance?.leaves === undefined);
    await technician.page.waitForSelector(`#published[data-published=${published}]`);
    await bench.paper(new RegExp(technician.say('report-title')));
    const took = (awake() - since) / 1000;
    await technician.finishes();
    await bench.until('the box begins to serve', () => bench.finished === 1);
    assertFinished(bench);
    return took;
  } finally {
    await technician.page.context().close();
    await bench.stop();
  }
}

/** Any that has no task yet; the usual one, if it is free. */
function learnedAs(bench: SetupBench, task: string): string {
  const taken =
    bench.setup.course?.learning?.tasks.filter(({ learned }) => learned).map(({ device }) => device) ?? [];
  const usual = buttons[task] ?? '';
  const free = Object.values(buttons).find(device => !taken.includes(device));
  return taken.includes(usual) ? (free ?? '') : usual;
}

/** Key, certificate, site file and report are there, belong together, and nothing else is. */
function assertFinished(bench: SetupBench): void {
  const read = (name: string) => readFileSync(join(bench.state, name), 'utf8');
  const certificate = new X509Certificate(read('identity/certificate.pem'));
  assert.ok(certificate.checkPrivateKey(createPrivateKey(read('identity/key.pem'))));
  assert.match(certificate.subject, 'CN=library/hub');
  assert.match(read('box/site.yaml'), 'site: library');
  const report: unknown = JSON.parse(read('box/acceptance.json'));
  assert.ok(Value.Check(AcceptanceReport, report), 'the report is as the AsyncAPI document says');
  assert.not(existsSync(join(bench.state, 'stage')));
}
