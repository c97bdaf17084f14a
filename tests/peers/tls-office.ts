import type { Site } from '../../firmware/config/site';
import type { LinkStatus } from '../../firmware/link/link';
import type { LinkOptions } from '../../firmware/link/link-options';
import type { Log } from '../../hal/platform/log';
import { inTime } from './link-listener';
import { LinkedOffice, siteAt } from './link-office';

type Mqtt = NonNullable<Site['mqtt']>;

/** Every line that an office writes, at every level, with all that hangs on it. */
export class Kept implements Log {
  readonly lines: string[] = [];
  readonly debug = this.#keep.bind(this);
  readonly info = this.#keep.bind(this);
  readonly warn = this.#keep.bind(this);
  readonly error = this.#keep.bind(this);

  readonly #looks = new Set<() => void>();

  /** Resolves once a line holds the text. */
  until(text: string): Promise<void> {
    const written = new Promise<void>(resolve => {
      const look = () => {
        if (!this.lines.some(line => line.includes(text))) return;
        this.#looks.delete(look);
        resolve();
      };
      this.#looks.add(look);
      look();
    });
    return inTime(`line with ${text}`, written);
  }

  #keep(fields: object, message: string): void {
    this.lines.push(`${message} ${JSON.stringify(fields)}`);
    for (const look of this.#looks) look();
  }
}

/** An office with these settings of `mqtt`, and what it logs. */
export function officeWith(
  mqtt: Mqtt,
  options: Partial<LinkOptions> = {},
): { readonly office: LinkedOffice; readonly log: Kept } {
  const log = new Kept();
  const site = { ...siteAt(mqtt.url), mqtt };
  return { office: new LinkedOffice(mqtt.url, { ...options, site, log }), log };
}

/** The first reason why such an office is not online. */
export async function failureWith(mqtt: Mqtt): Promise<LinkStatus & { readonly logged: string }> {
  const { office, log } = officeWith(mqtt);
  try {
    const failed = new Promise<LinkStatus>(resolve => office.link.events.once('status', resolve));
    await office.start();
    const status = await inTime('status', failed);
    return { ...status, logged: log.lines.join('\n') };
  } finally {
    await office.stop();
  }
}
