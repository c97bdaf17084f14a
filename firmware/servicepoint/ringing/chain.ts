import type { CommandArgs } from '../commands';
import type { EventDraft } from '../decision';
import type { Rules } from '../rules';
import type { ServicePointView } from '../state';
import { ringGroups } from './ring-rules';

/** RNG-03, RNG-09. What follows for the rings when the health of a device is told: a chain that is not known to work is a fact of its own. */
export function chainFacts(
  { ringing }: ServicePointView,
  { device, health, code }: CommandArgs<'device-reported'>,
  rules: Rules,
): EventDraft[] {
  // Every device is unknown until it has started; that is no news.
  if (code === 'device-not-started') return [];
  return ringGroups(rules).flatMap(({ id: group, chain }): EventDraft[] => {
    if (!chain.includes(device)) return [];
    const isLost = ringing.lostChains.get(group)?.has(device) === true;
    if (isLost === (health !== 'ok')) return [];
    if (isLost) return [{ type: 'ring.chain-restored', data: { group, device } }];
    return [{ type: 'ring.chain-lost', data: { group, device, ...(code !== undefined && { code }) } }];
  });
}

/** Devices that the site file no longer has in the chain cannot be missed. Asked for at each start. */
export function forgottenChains({ ringing }: ServicePointView, rules: Rules): EventDraft[] {
  return [...ringing.lostChains].flatMap(([group, devices]) =>
    [...devices]
      .filter(device => !rules.rings?.get(group)?.chain.includes(device))
      .map((device): EventDraft => ({ type: 'ring.chain-restored', data: { group, device } })),
  );
}

/** Whether everything that brings a ring of this group to a person is known to work. */
export function isChainWhole({ devices }: ServicePointView, chain: readonly string[]): boolean {
  return chain.every(device => devices.get(device)?.health === 'ok');
}
