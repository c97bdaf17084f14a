import type { Act } from '../../hal/drivers/satellite/messages';
import type { Hal } from '../../hal/hal';
import { messageOf } from '../../hal/platform/error';
import type { Log } from '../../hal/platform/log';
import type { HubLink } from './hub-link';
import type { Part } from './part';

export interface RestarterOptions {
  readonly hal: Hal;
  readonly link: HubLink;
  /** Ends the program so that something starts it again; absent if nothing would. */
  readonly restart: (() => void) | undefined;
  readonly log: Log;
}

/** Starts a device, or the whole box, anew when the hub was told to (DIA-09): nobody else can reach a satellite. */
export class Restarter implements Part {
  readonly #options: RestarterOptions;
  #stopping = new AbortController();
  readonly #act = (device: string, act: Act['act']) => {
    if (!('restart' in act)) return;
    const { hal, restart, log } = this.#options;
    log.warn({ device, restart: act.restart }, 'started anew: somebody asked the hub for it');
    if (act.restart === 'box') restart?.();
    else if (hal.devices.has(device))
      hal
        .restart(device, this.#stopping.signal)
        .catch(error => log.warn({ device, error: messageOf(error) }, 'not started'));
  };

  constructor(options: RestarterOptions) {
    this.#options = options;
  }

  start(): void {
    this.#stopping = new AbortController();
    this.#options.link.events.on('act', this.#act);
  }

  stop(): void {
    this.#options.link.events.off('act', this.#act);
    this.#stopping.abort();
  }
}
