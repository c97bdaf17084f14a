import { join } from 'node:path';
import { isTiskiError } from '../../hal/platform/error';
import type { Time } from '../../hal/platform/time';
import type { UpdateClient } from '../client/update-client';
import { readSettings, tlsOf, type UpdateSettings } from '../client/update-settings';
import type { Disk } from '../disk/disk';
import type { HawkbitDesk } from '../hawkbit/hawkbit-desk';
import type { HawkbitSettings } from '../hawkbit/hawkbit-settings';
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
  readonly userAgent: string;
  readonly time: Time;
}

/** A round on this machine, with what `update.json` says of the appliance. @throws TiskiError `setting-invalid` */
export function roundOn(place: RoundPlace): Pick<Round, 'once' | 'rehearse'> {
  const { disk, home, slots, client, time } = place;
  const settings = readSettings(disk, home);
  const {
    url = 'http://127.0.0.1:8080',
    state = '/var/lib/tiski',
    restart = ['systemctl', 'restart', 'tiski.service'],
    printTest = false,
  } = { ...settings.box };
  const served = new LoopbackBox({ socket: join(state, 'update.sock'), url, restart, time });
  const memories = new RoundMemories(disk, home);
  const roundBy = (guide: Guide | undefined) =>
    new Round({
      slots,
      client: guide?.wrap(client) ?? client,
      served,
      next: new NextUpdaterOnMachine({ home, time, log: roundLog }),
      printTest,
      memories,
      desired: () => readDesired(disk, state),
      ...(guide && { assigned: () => guide.assigned() }),
      time,
      log: roundLog,
    });
  const { hawkbit } = settings;
  if (!hawkbit) return roundBy(undefined);
  const desk = async () => deskOn(place, settings, hawkbit, memories, (await served.told())?.box);
  return {
    async once() {
      const guide = await desk();
      await guide.before();
      await roundBy(guide).once();
      await guide.after();
    },
    async rehearse() {
      await roundBy(await desk()).rehearse();
    },
  };
}

/** An update server of the operator, as a round sees it. */
type Guide = Pick<HawkbitDesk, 'before' | 'after' | 'assigned' | 'wrap'>;

/** Loaded only where it is configured. What is wrong with its settings holds the box back, and keeps it from nothing else. */
function deskOn(
  { disk, home, slots, userAgent, time }: RoundPlace,
  settings: UpdateSettings,
  hawkbit: HawkbitSettings,
  rounds: RoundMemories,
  box: string | undefined,
): Guide {
  const { hawkbitOn } =
    require('../hawkbit/hawkbit-on-machine') as typeof import('../hawkbit/hawkbit-on-machine');
  try {
    const tls = tlsOf(disk, home, settings);
    const { channel } = settings;
    return hawkbitOn({
      settings: hawkbit,
      box,
      channel,
      tls,
      disk,
      home,
      slots,
      rounds,
      userAgent,
      time,
      log: roundLog,
    });
  } catch (error) {
    if (!isTiskiError(error)) throw error;
    roundLog.warn({ code: error.code, detail: error.message }, 'hawkBit not asked');
    const notBrought = error.code;
    return {
      async before() {},
      async after() {},
      assigned: () => ({ gently: false, notBrought }),
      wrap: client => ({
        check: site => client.check(site),
        install: site => client.install(site),
        prove: () => Promise.reject(error),
      }),
    };
  }
}
