import { join } from 'node:path';
import type { Time } from '../../hal/platform/time';
import type { UpdateClient } from '../client/update-client';
import { readSettings } from '../client/update-settings';
import type { Disk } from '../disk/disk';
import type { Slots } from '../slots/slots';
import { readDesired } from './desired-file';
import { LoopbackBox } from './loopback-box';
import { NextUpdaterOnMachine } from './next-updater';
import { Round } from './round';
import { roundLog } from './round-log';
import { RoundMemories } from './round-memory';

export interface RoundPlace {
  readonly disk: Disk;
  /** Folder of the slots. */
  readonly home: string;
  readonly slots: Slots;
  readonly client: Pick<UpdateClient, 'check' | 'install' | 'prove'>;
  readonly time: Time;
}

/** A round on this machine, with what `update.json` says of the appliance. @throws TiskiError `setting-invalid` */
export function roundOn({ disk, home, slots, client, time }: RoundPlace): Round {
  const {
    url = 'http://127.0.0.1:8080',
    state = '/var/lib/tiski',
    restart = ['systemctl', 'restart', 'tiski.service'],
    printTest = false,
  } = readSettings(disk, home).box ?? {};
  return new Round({
    slots,
    client,
    served: new LoopbackBox({ socket: join(state, 'update.sock'), url, restart, time }),
    next: new NextUpdaterOnMachine({ home, time, log: roundLog }),
    printTest,
    memories: new RoundMemories(disk, home),
    desired: () => readDesired(disk, state),
    time,
    log: roundLog,
  });
}
