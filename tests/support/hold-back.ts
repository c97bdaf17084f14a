import type { Page, Route } from 'playwright-core';

/**
 * Holds back what a page asks at an address until `release` is called, as on a slow network. The route stays: a request that is caught while a
 * route ends would never go on.
 * @returns release
 */
export async function holdBack(page: Page, address: string): Promise<() => Promise<void>> {
  const held: Route[] = [];
  let isHeld = true;
  await page.route(address, route => (isHeld ? void held.push(route) : route.fallback()));
  return async () => {
    isHeld = false;
    for (const route of held) await route.continue().catch(() => undefined);
  };
}
