import type { Page } from 'playwright-core';
import { accessIn } from '../../firmware/screens/access/access-folder';
import { type RoleToken, RoleTokens } from '../../firmware/screens/access/role-tokens';
import { actorFrom } from '../../firmware/servicepoint/rights/actor';
import { SteadyTime } from './steady-time';

/**
 * Lets a browser in as the person in charge of the box would: makes a token, and opens its link.
 * @param role such as `counter/1`; its page has been opened when this resolves
 */
export async function letIn(
  page: Page,
  { url, stateDir }: { readonly url: string; readonly stateDir: string },
  role: string,
): Promise<RoleToken> {
  const { secret, token } = await tokensOf(stateDir).add(actorFrom(role) ?? { role: 'customer' });
  await page.goto(`${url}/enter#${secret}`);
  await page.waitForURL(to => !to.pathname.startsWith('/enter'));
  return token;
}

export function tokensOf(stateDir: string): RoleTokens {
  return new RoleTokens({ folder: accessIn(stateDir), time: new SteadyTime() });
}
