import type { DeviceStatus } from '../../../hal/device';
import type { Hal } from '../../../hal/hal';
import { isTiskiError, messageOf } from '../../../hal/platform/error';
import type { Log } from '../../../hal/platform/log';
import { sleep, type Time } from '../../../hal/platform/time';
import type { PrintOutcome } from '../../../hal/ticket-printer';
import type { Committed } from '../../journal/fact';
import type { Runtime } from '../../runtime';
import { isTorn, restartDelay } from '../../servicepoint/box/care';
import type { CommandArgs } from '../../servicepoint/commands';
import type { EventOf, ServiceEvent } from '../../servicepoint/events';

export interface RemoteCareOptions {
  readonly runtime: Runtime;
  readonly hal: Hal;
  /** Prints a test ticket; nothing if the device is no printer. */
  readonly print: (device: string) => Promise<PrintOutcome> | undefined;
  /** How the box is at this moment. */
  readonly examine: () => Promise<DeviceStatus>;
  /** Ends the program so that something starts it again. */
  readonly restart: () => void;
  /** Tells a satellite to do the same. */
  readonly restartSatellite: (satellite: string) => void;
  readonly time: Time;
  readonly log: Log;
}

type Result = Omit<CommandArgs<'self-tested'>, 'device'>;

/** ms between two looks whether a restart would still tear something apart. */
const lookEvery = 250;

/** ms. A test ticket that has not come out by then is unknown. */
const printLimit = 60_000;

/** Does what was asked for of devices and of the box, once that is on disk (DIA-04, DIA-09). */
export class RemoteCare {
  readonly #options: RemoteCareOptions;
  readonly #underWay = new Map<string, Promise<void>>();
  #stopping = new AbortController();
  readonly #told = (facts: readonly Committed<ServiceEvent>[]) => {
    for (const { event } of facts) {
      if (event.type === 'appliance.self-test-asked') this.#selfTest(event);
      if (event.type === 'appliance.restart-asked') this.#restart(event);
    }
  };

  constructor(options: RemoteCareOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#options.runtime.events.on('told', this.#told);
  }

  /** Resolves when nothing of it runs any more. What was not proven by then is told by nobody. */
  async stop(): Promise<void> {
    this.#options.runtime.events.off('told', this.#told);
    this.#stopping.abort();
    await Promise.all(this.#underWay.values());
  }

  #selfTest({ data: { device, print } }: EventOf<'appliance.self-test-asked'>): void {
    if (device !== undefined) {
      this.#testDevice(device, print);
      return;
    }
    this.#once('test of the box', async () => this.#tell(await this.#options.examine().then(resultOf)));
    for (const name of this.#options.hal.devices.keys()) this.#testDevice(name, print);
  }

  #testDevice(name: string, print: boolean): void {
    this.#once(`${print ? 'print' : 'test'} ${name}`, async signal => {
      const status = await this.#options.hal.prove(name, signal);
      await this.#tell(print ? await this.#printed(name, resultOf(status)) : resultOf(status), name);
    });
  }

  async #printed(name: string, result: Result): Promise<Result> {
    const { print, time } = this.#options;
    const printing = print(name);
    if (!printing) return result;
    const late = new AbortController();
    const limit = sleep(time, printLimit, 'test ticket', late.signal).then(
      (): PrintOutcome => ({ outcome: 'unknown', code: 'print-timeout' }),
      (): PrintOutcome => ({ outcome: 'unknown', code: 'print-timeout' }),
    );
    const ended = await Promise.race([printing, limit]);
    late.abort();
    if (ended.outcome === 'done') return { ...result, printed: true };
    const health = ended.outcome === 'not-done' ? 'failed' : 'unknown';
    return { ...(result.result === 'ok' ? { result: health, code: ended.code } : result), printed: false };
  }

  #restart({ at, data: { device, satellite } }: EventOf<'appliance.restart-asked'>): void {
    const { hal, time, runtime, log, restart } = this.#options;
    if (satellite !== undefined) {
      log.info({ satellite }, 'satellite told to start anew: somebody asked for it');
      this.#options.restartSatellite(satellite);
      return;
    }
    if (device === undefined) {
      this.#once('restart of the box', async signal => {
        await sleep(time, restartDelay.earliest, 'restart', signal);
        await this.#untilWhole(restartDelay.latest - restartDelay.earliest, signal);
        log.warn({ at, serving: runtime.state.counters.size }, 'the box restarts: somebody asked for it');
        restart();
      });
      return;
    }
    this.#once(`restart ${device}`, async signal => {
      if (hal.devices.get(device)?.kind === 'ticket-printer')
        await this.#untilWhole(restartDelay.latest, signal);
      log.info({ device }, 'device started anew: somebody asked for it');
      await hal
        .restart(device, signal)
        .catch(error => log.warn({ device, error: messageOf(error) }, 'not started'));
      await this.#tell(resultOf(await hal.prove(device, signal)), device);
    });
  }

  async #untilWhole(limit: number, signal: AbortSignal): Promise<void> {
    const { runtime, time } = this.#options;
    const deadline = time.monotonic() + limit;
    while (isTorn(runtime.state) && time.monotonic() < deadline)
      await sleep(time, lookEvery, 'restart', signal);
  }

  /** One of a kind at a time: whoever asks meanwhile gets the result of the one under way. */
  #once(what: string, work: (signal: AbortSignal) => Promise<void>): void {
    if (this.#underWay.has(what)) return;
    const { signal } = this.#stopping;
    const done = work(signal)
      .catch(error => {
        const code = isTiskiError(error) ? error.code : undefined;
        if (!signal.aborted) this.#options.log.error({ what, code, error: messageOf(error) }, 'remote care');
      })
      .finally(() => this.#underWay.delete(what));
    this.#underWay.set(what, done);
  }

  async #tell(result: Result, device?: string): Promise<void> {
    const args = { ...(device !== undefined && { device }), ...result };
    await this.#options.runtime.record({ name: 'self-tested', args });
  }
}

function resultOf({ health, code }: DeviceStatus): Result {
  return { result: health, ...(code !== undefined && { code }) };
}
