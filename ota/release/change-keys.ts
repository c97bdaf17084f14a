import { TiskiError } from '../../hal/platform/error';
import type { RoleKeys, RootDocument, TargetsDocument, TopRole } from './documents';
import { topRoles } from './documents';
import type { Keyring } from './keyring';
import type { Repository } from './repository';

/** A channel with a key of its own, whose releases only that key can sign. */
export function addChannel(repository: Repository, keyring: Keyring, name: string): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name) || topRoles.includes(name as TopRole))
    throw new TiskiError('release-refused', `"${name}" is no name for a channel`);
  if (repository.delegation(name))
    throw new TiskiError('release-refused', `there is a channel ${name} already`);
  const key = keyring.make(name);
  const targets = repository.targets();
  const { keys, roles } = targets.delegations ?? { keys: {}, roles: [] };
  targets.delegations = {
    keys: { ...keys, [key.id]: key.published },
    // Terminating: nobody after it may say anything of its paths.
    roles: [...roles, { name, keyids: [key.id], threshold: 1, terminating: true, paths: [`${name}/*`] }],
  };
  repository.publish(targets, new Map([[name, repository.channel(name)]]));
}

/** New keys in the place of all keys of a role, in good time or after a person left. */
export function rotate(repository: Repository, keyring: Keyring, role: string): void {
  replaceKeys(repository, keyring, role, () => true);
}

/** A key that may be in wrong hands speaks for nobody any more; a new one takes each of its places. */
export function revoke(repository: Repository, keyring: Keyring, keyid: string): void {
  const root = repository.root().signed;
  const { roles: delegations = [] } = { ...repository.targets().delegations };
  const roles = [
    ...topRoles.filter(role => root.roles[role].keyids.includes(keyid)),
    ...delegations.filter(role => role.keyids.includes(keyid)).map(role => role.name),
  ];
  if (roles.length === 0) throw new TiskiError('release-refused', `no role has the key ${keyid}`);
  for (const role of roles) replaceKeys(repository, keyring, role, id => id === keyid);
}

function replaceKeys(
  repository: Repository,
  keyring: Keyring,
  role: string,
  goes: (keyid: string) => boolean,
): void {
  if (isTopRole(role)) {
    const root = repository.nextRoot();
    change(root.roles[role], root.keys, keyring, role, goes);
    dropUnused(root);
    // Boxes look while this goes on, and it may be cut: what they find must be good by the root that they have and by the one to come. Not if the old key is gone.
    if (repository.canSign(role)) repository.publish(repository.targets(), new Map(), root.roles);
    repository.writeRoot({ signed: root, signatures: [] });
    // The state is signed again, so that nothing hangs on the key that went.
    repository.publish(repository.targets());
    return;
  }
  const targets = repository.targets();
  const delegation = targets.delegations?.roles.find(({ name }) => name === role);
  if (!targets.delegations || !delegation)
    throw new TiskiError('release-refused', `there is no role ${role}`);
  change(delegation, targets.delegations.keys, keyring, role, goes);
  dropUnusedDelegated(targets);
  repository.publish(targets, new Map([[role, repository.channel(role)]]));
}

function change(
  keys: RoleKeys,
  published: RootDocument['keys'],
  keyring: Keyring,
  role: string,
  goes: (keyid: string) => boolean,
): void {
  keys.keyids = keys.keyids.map(keyid => {
    if (!goes(keyid)) return keyid;
    const key = keyring.make(role);
    published[key.id] = key.published;
    return key.id;
  });
}

function dropUnused(root: RootDocument): void {
  const used = new Set(topRoles.flatMap(role => root.roles[role].keyids));
  root.keys = Object.fromEntries(Object.entries(root.keys).filter(([keyid]) => used.has(keyid)));
}

function dropUnusedDelegated({ delegations }: TargetsDocument): void {
  if (!delegations) return;
  const used = new Set(delegations.roles.flatMap(role => role.keyids));
  delegations.keys = Object.fromEntries(
    Object.entries(delegations.keys).filter(([keyid]) => used.has(keyid)),
  );
}

function isTopRole(role: string): role is TopRole {
  return topRoles.includes(role as TopRole);
}
