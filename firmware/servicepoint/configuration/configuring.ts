import type { CommandArgs } from '../commands';
import { accept, type Decision, refuse } from '../decision';
import type { Actor } from '../rights/actor';
import type { ServicePointView } from '../state';
import { siteFile } from './configuration-words';
import { isSame } from './fold-configuration';

/**
 * Takes a desired configuration whose contents fit. The broker keeps the desired one and brings it again at each connection, and a copy of an
 * older one may come late: what is in force changes nothing, what was in force once is not taken again. Hours and campaigns are on trial
 * everywhere and change often (CFG-03, CFG-04; contract.md, "MQTT").
 */
export function configure(
  { configuration: state }: ServicePointView,
  { configuration: desired, base }: CommandArgs<'configure'>,
): Decision {
  const { active, taken, refused } = state;
  const result = { active: desired?.revision ?? null };
  if (isSame(desired ?? null, active) && !refused) return accept([], result);
  if (desired && !isSame(desired, active)) {
    const { revision } = desired;
    if (active?.revision === revision) return refuse('configuration-revision-used', revision);
    if (taken.includes(revision)) return refuse('configuration-superseded', revision);
  }
  const inForce = active?.digest ?? siteFile;
  if (base !== undefined && base !== inForce && !isSame(desired ?? null, active))
    return refuse('configuration-base', `made from ${base}, in force is ${inForce}`);
  return accept(
    [
      {
        type: 'appliance.configured',
        data: { ...(desired && { configuration: desired }), cause: 'desired' },
      },
    ],
    result,
  );
}

/** A fact only for what is news: the same refused configuration comes with each connection. */
export function configurationRefused(
  { configuration: { refused } }: ServicePointView,
  args: CommandArgs<'configuration-refused'>,
): Decision {
  const known = refused?.revision === args.revision && refused?.code === args.code;
  return accept(known ? [] : [{ type: 'appliance.configuration-refused', data: args }]);
}

export function configurationUnfit(
  { configuration: { active, previous } }: ServicePointView,
  { digest, code }: CommandArgs<'configuration-unfit'>,
): Decision {
  const kept = [active, previous].find(one => one?.digest === digest);
  return accept(kept ? [{ type: 'appliance.configuration-unfit', data: { ...kept, code } }] : []);
}

export function restoreConfiguration(
  { configuration: { previous } }: ServicePointView,
  by: Actor | undefined,
): Decision {
  if (previous === undefined) return refuse('configuration-none-before', 'none was in force before');
  return accept(
    [
      {
        type: 'appliance.configured',
        data: { ...(previous && { configuration: previous }), cause: 'restored', ...by },
      },
    ],
    { active: previous?.revision ?? null },
  );
}
