import { isAbsolute, join } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { TiskiError } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { Time } from '../../hal/platform/time';
import type { Disk } from '../disk/disk';
import type { RoundMemories } from '../round/round-memory';
import type { Slots } from '../slots/slots';
import { DdiClient } from './ddi-client';
import { HawkbitDesk } from './hawkbit-desk';
import { HawkbitMemories } from './hawkbit-memory';
import type { HawkbitSettings } from './hawkbit-settings';

export interface HawkbitPlace {
  readonly settings: HawkbitSettings;
  /** `site/appliance`, as the appliance says it; nothing if it says nothing. */
  readonly box: string | undefined;
  readonly channel: string;
  readonly tls: SecureContextOptions | undefined;
  readonly disk: Disk;
  /** Folder of the slots. */
  readonly home: string;
  readonly slots: Slots;
  readonly rounds: RoundMemories;
  readonly userAgent: string;
  readonly time: Time;
  readonly log: Log;
}

/** The desk on this machine. @throws TiskiError `setting-invalid` without a token that can be read, `update-box-silent` if the box has no name */
export function hawkbitOn(place: HawkbitPlace): HawkbitDesk {
  const { settings, box, channel, tls, disk, home, slots, rounds, userAgent, time, log } = place;
  const {
    url,
    tenant = 'DEFAULT',
    controller = box?.replace('/', '.'),
    module = 'tiski',
    confirm = true,
  } = settings;
  if (controller === undefined) throw new TiskiError('update-box-silent');
  const authorization = authorizationOf(place);
  const base = new URL(
    `${url.replace(/\/+$/, '')}/${tenant}/controller/v1/${encodeURIComponent(controller)}`,
  );
  return new HawkbitDesk({
    ddi: new DdiClient({
      base,
      userAgent,
      time,
      ...(authorization && { authorization }),
      ...(tls && { tls }),
    }),
    memories: new HawkbitMemories(disk, home),
    rounds,
    slots,
    module,
    confirm,
    attributes: { channel, architecture: process.arch, ...(box !== undefined && { box: box.slice(0, 128) }) },
    time,
    log,
  });
}

/** A token is up to 128 letters and digits; what else stands in the file would become part of a header. */
function authorizationOf({ settings: { token }, disk, home }: HawkbitPlace): string | undefined {
  if (!token) return undefined;
  const file = isAbsolute(token.file) ? token.file : join(home, token.file);
  const text = disk.kind(file) === 'file' ? disk.read(file).toString('utf8').trim() : '';
  if (!/^[\x21-\x7e]{1,256}$/.test(text)) throw new TiskiError('setting-invalid', `${file} holds no token`);
  return `${token.kind === 'target' ? 'TargetToken' : 'GatewayToken'} ${text}`;
}
