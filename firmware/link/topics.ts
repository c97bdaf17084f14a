/** Names under which retained state is published (contract.md, "MQTT"). */
export type StateKind = 'service' | 'counter' | 'ring' | 'place' | 'smiley-unit' | 'device';

/** The topics of one appliance. Site and appliance ids hold no character that means something in a topic. */
export class Topics {
  readonly base: string;

  constructor(site: string, appliance: string) {
    this.base = `tiski/1/${site}/${appliance}`;
  }

  get status(): string {
    return `${this.base}/status`;
  }

  get health(): string {
    return `${this.base}/health`;
  }

  get configDesired(): string {
    return `${this.base}/config/desired`;
  }

  get configReported(): string {
    return `${this.base}/config/reported`;
  }

  get updateDesired(): string {
    return `${this.base}/update/desired`;
  }

  get updateReported(): string {
    return `${this.base}/update/reported`;
  }

  get acceptance(): string {
    return `${this.base}/acceptance`;
  }

  /** A filter: every command to this appliance. */
  get commands(): string {
    return `${this.base}/command/+`;
  }

  /** A filter: reports of ringing by other programs. */
  get ringReports(): string {
    return `${this.base}/ring/+`;
  }

  event(family: string): string {
    return `${this.base}/event/${family}`;
  }

  state(kind: StateKind, id: string): string {
    return `${this.base}/state/${kind}/${id}`;
  }

  reply(id: string): string {
    return `${this.base}/reply/${id}`;
  }

  /** The command that a topic names, or undefined when it is none of ours. */
  commandOf(topic: string): string | undefined {
    return this.#below('command', topic);
  }

  /** The device that a report of ringing is for, or undefined when the topic is none of ours. */
  ringDeviceOf(topic: string): string | undefined {
    return this.#below('ring', topic);
  }

  #below(level: string, topic: string): string | undefined {
    const prefix = `${this.base}/${level}/`;
    if (!topic.startsWith(prefix)) return undefined;
    const name = topic.slice(prefix.length);
    return name === '' || name.includes('/') ? undefined : name;
  }
}

/**
 * The client id of an appliance: the same for ever, so that the broker keeps its session and two boxes that claim one place are
 * noticed.
 */
export function clientIdOf(site: string, appliance: string): string {
  return `tiski-${site}-${appliance}`;
}
