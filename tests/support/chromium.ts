import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';
import { measuredBrowser, measuredContext } from './page-coverage';

/** Everything a browser does on its own account is off: the tests touch the loopback only. */
const quiet = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Debian's Chromium without what only windows need: the same engine in the same version, for two thirds of the processor time. */
const headlessShell = '/usr/bin/chromium-headless-shell';

/** The browser of a kiosk. */
export const wholeChromium = '/usr/bin/chromium';

const debian = {
  // As root, Chromium has no sandbox; on a developer's account it keeps it.
  chromiumSandbox: process.getuid?.() !== 0,
  args: quiet,
};

export interface OpenBrowser {
  readonly context: BrowserContext;
  close(): Promise<void>;
}

/** Debian's Chromium without a window, with a profile of its own. */
export async function openChromium(
  viewport: { width: number; height: number },
  executablePath = headlessShell,
): Promise<OpenBrowser> {
  const profile = mkdtempSync(join(tmpdir(), 'tiski-chromium-'));
  const options = { ...debian, executablePath, viewport };
  const context = measuredContext(await chromium.launchPersistentContext(profile, options));
  context.setDefaultTimeout(20_000);
  return {
    context,
    close: async () => {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** The same without any page yet: each of its contexts is somebody who comes for the first time. */
export async function launchChromium(executablePath = headlessShell): Promise<Browser> {
  return measuredBrowser(await chromium.launch({ ...debian, executablePath }));
}
