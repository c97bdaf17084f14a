import { once } from 'node:events';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from 'playwright-core';
import { test } from 'uvu';
import * as assert from 'uvu/assert';

/** Debian's Chromium with the rules that the package gives it, in a view of the disk of its own: it reads them at one place of the system alone. */

const file = join(__dirname, '..', '..', 'provisioning', 'package', 'box', 'chromium-policy.json');
const rules = JSON.parse(readFileSync(file, 'utf8'));
const folder = mkdtempSync(join(tmpdir(), 'tiski-policy-'));
let browser: Browser;
let pages: Server;
let elsewhere: Server;

const answering = async (text: string, port: number): Promise<Server> => {
  const server = createServer((_, response) => response.setHeader('content-type', 'text/html').end(text));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
};
const addressOf = (server: Server) => `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

test.before(async () => {
  // The port of the pages of a box is part of the rules; here it is any.
  pages = await answering('<a id="out" href="about:blank">kiosk</a>', 0);
  elsewhere = await answering('elsewhere', 0);
  const { port } = pages.address() as AddressInfo;
  // Without the tools of developers, which are off on a box, no test could look on.
  const here = { ...rules, URLAllowlist: [`*:${port}`], DeveloperToolsAvailability: 1 };
  writeFileSync(join(folder, 'rules.json'), JSON.stringify(here));
  const managed = '/etc/chromium/policies/managed';
  const program = join(folder, 'chromium');
  const steps = [
    'mount -t tmpfs tmpfs /etc/chromium',
    `mkdir -p ${managed}`,
    `cp ${join(folder, 'rules.json')} ${managed}/tiski.json`,
    'exec /usr/bin/chromium "$@"',
  ];
  const user = process.getuid?.() === 0 ? '' : '--map-root-user';
  writeFileSync(
    program,
    `#!/bin/sh\nexec unshare ${user} --mount sh -c '${steps.join(' && ').replaceAll("'", `'\\''`)}' sh "$@"\n`,
  );
  chmodSync(program, 0o755);
  browser = await chromium.launch({
    executablePath: program,
    chromiumSandbox: false,
    args: ['--disable-gpu'],
  });
});
test.after(async () => {
  await browser?.close();
  for (const server of [pages, elsewhere]) server?.close();
  rmSync(folder, { recursive: true });
});

test('the screen of a box shows the pages of the box and nothing else, whatever somebody gets it to open', async () => {
  const page = await browser.newPage();
  await page.goto(addressOf(pages));
  assert.is(await page.textContent('#out'), 'kiosk');
  await page.goto(addressOf(elsewhere)).then(
    () => assert.unreachable(),
    error => assert.match(String(error), /ERR_BLOCKED_BY_ADMINISTRATOR/),
  );
  for (const address of ['file:///etc/passwd', 'chrome://settings', 'view-source:file:///etc/passwd']) {
    const other = await browser.newPage();
    await other.goto(address).catch(() => {});
    // What is blocked becomes a page of its own a moment later.
    assert.not.match(await other.locator('body').innerText(), /root:|Settings/, address);
    await other.close();
  }
  await page.close();
});

test('no tools of developers, downloads, files, printing, extensions or devices: whoever gets out of the page has none of them', () => {
  assert.is(rules.DeveloperToolsAvailability, 2);
  assert.is(rules.DownloadRestrictions, 3);
  for (const off of [
    'AllowFileSelectionDialogs',
    'PrintingEnabled',
    'AudioCaptureAllowed',
    'VideoCaptureAllowed',
  ])
    assert.is(rules[off], false, off);
  assert.equal(rules.ExtensionInstallBlocklist, ['*']);
  assert.equal(rules.URLAllowlist, ['*:8080'], 'the port that pages have where nobody says another');
});

test.run();
