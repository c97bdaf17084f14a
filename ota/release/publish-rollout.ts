import { type Rollout, rolloutName } from '../rollout/rollout';
import type { Repository } from './repository';

/** Lets a release go so far: a target beside the head of the channel, signed with the key of the channel. @throws TiskiError `release-refused` */
export function publishRollout(repository: Repository, channel: string, rollout: Rollout): void {
  const document = repository.channel(channel);
  const name = rolloutName(channel);
  document.targets[name] = repository.addTarget(name, Buffer.from(`${JSON.stringify(rollout)}\n`));
  repository.publish(undefined, new Map([[channel, document]]));
}
