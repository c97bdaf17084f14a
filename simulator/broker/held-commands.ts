import type { Aedes, AedesOptions, Client } from 'aedes';
import type { Time, Timer } from '../../hal/platform/time';

type AuthorizePublish = NonNullable<AedesOptions['authorizePublish']>;
type Publish = Parameters<AuthorizePublish>[1];

interface Held {
  /** Topic prefix of the appliance that it is for. */
  readonly base: string;
  readonly release: () => void;
  readonly timer: Timer;
}

const commandTopic = /^(tiski\/1\/[^/]+\/[^/]+)\/command\/[^/]+$/;

/**
 * Acknowledges a command to its sender only after the appliance has acknowledged it. A broker in memory that acknowledged at once
 * would promise what it cannot keep: whatever waits in it is gone when it stops. Without an acknowledgement the sender is
 * disconnected, so that it sends again; the command's id makes that harmless.
 *
 * Aedes writes its PUBACK right after `authorizePublish`, before it delivers anything. So the command is delivered from there,
 * and what Aedes publishes itself afterwards goes to a topic that nobody hears.
 */
export class HeldCommands {
  readonly #broker: Aedes;
  readonly #time: Time;
  readonly #patience: number;
  /** By the payload's own buffer, which is the same one from the delivery to the acknowledgement. */
  readonly #held = new Map<unknown, Held>();
  /** Which appliance a client is, by client id: the one whose will is the status of that appliance. */
  readonly #appliances = new Map<string, string>();

  constructor(broker: Aedes, time: Time, patience: number) {
    this.#broker = broker;
    this.#time = time;
    this.#patience = patience;
  }

  start(): void {
    const broker = this.#broker;
    broker.preConnect = (_client, { clientId, will }, done) => {
      const base = will && /^(.+)\/status$/.exec(will.topic)?.[1];
      if (base) this.#appliances.set(clientId, base);
      else this.#appliances.delete(clientId);
      done(null, true);
    };
    const { authorizePublish } = broker;
    broker.authorizePublish = (client, packet, done) => {
      const base = commandTopic.exec(packet.topic)?.[1];
      if (client && base && packet.qos > 0) this.#hold(base, client, packet, done);
      else authorizePublish(client, packet, done);
    };
    broker.on('ack', this.#acknowledged);
  }

  stop(): void {
    this.#broker.off('ack', this.#acknowledged);
    for (const { timer } of this.#held.values()) timer.cancel();
    this.#held.clear();
  }

  #hold(base: string, sender: Client, packet: Publish, done: Parameters<AuthorizePublish>[2]): void {
    const payload = Buffer.from(packet.payload);
    const timer = this.#time.after(this.#patience, 'command not acknowledged', () => {
      this.#held.delete(payload);
      sender.close();
    });
    const command: Publish = { ...packet, payload };
    const release = () => {
      packet.topic = `$SYS/${this.#broker.id}/command-acknowledged`;
      packet.payload = Buffer.alloc(0);
      packet.retain = false;
      done();
    };
    this.#held.set(payload, { base, release, timer });
    this.#broker.publish(command, error => {
      if (error) done(error);
    });
  }

  readonly #acknowledged = (packet: object | undefined, client: Client): void => {
    // Aedes gives undefined for what it no longer knows, such as a second acknowledgement.
    if (!packet || !('payload' in packet)) return;
    const held = this.#held.get(packet.payload);
    if (!held || this.#appliances.get(client.id) !== held.base) return;
    this.#held.delete(packet.payload);
    held.timer.cancel();
    held.release();
  };
}
