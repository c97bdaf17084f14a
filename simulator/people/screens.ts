import type { ServiceEvent } from '../../firmware/servicepoint/events';
import type { Time } from '../../hal/platform/time';

export type Standing = 'waiting' | 'called' | 'serving' | 'parked' | 'served' | 'no-show' | 'cancelled';

/** What the lobby display, the counter's panel and the people around tell about one number. */
export interface NumberShown {
  readonly code: string;
  readonly service: string;
  readonly needsTime: boolean;
  /** Whether these people were here when it was taken. */
  readonly takenInSight: boolean;
  readonly standing: Standing;
  /** Where it was last called to. */
  readonly counter?: string;
  /** Since when it stands so, by the watch of the people. */
  readonly since: number;
}

/** Put together from what is announced, never from the product's own memory: who was not there when it was shown does not know. */
export class Screens {
  readonly #time: Time;
  readonly #numbers = new Map<string, NumberShown>();
  readonly #atCounter = new Map<string, string>();
  readonly #watchers = new Set<(number: NumberShown) => void>();
  readonly #withSlot = new Set<string>();

  constructor(time: Time) {
    this.#time = time;
  }

  number(code: string): NumberShown | undefined {
    return this.#numbers.get(code);
  }

  /** The number that a counter has called or serves. */
  atCounter(counter: string): NumberShown | undefined {
    const code = this.#atCounter.get(counter);
    return code === undefined ? undefined : this.#numbers.get(code);
  }

  /** Whether somebody waits for the time of an appointment. */
  isAwaited(services: readonly string[]): boolean {
    return [...this.#withSlot].some(code => {
      const number = this.#numbers.get(code);
      return number?.standing === 'waiting' && services.includes(number.service);
    });
  }

  /** Calls `see` whenever a number changes; the function returned ends it. */
  watch(see: (number: NumberShown) => void): () => void {
    this.#watchers.add(see);
    return () => this.#watchers.delete(see);
  }

  show(fact: ServiceEvent): void {
    switch (fact.type) {
      case 'appliance.day-opened':
        this.#numbers.clear();
        this.#atCounter.clear();
        this.#withSlot.clear();
        break;
      case 'ticket.issued':
        if (fact.data.slot !== undefined) this.#withSlot.add(fact.data.ticket);
        this.#change(fact.data.ticket, {
          standing: 'waiting',
          service: fact.data.service,
          needsTime: fact.data.needsTime,
          takenInSight: true,
        });
        break;
      case 'ticket.called':
        this.#atCounter.set(fact.data.counter, fact.data.ticket);
        this.#change(fact.data.ticket, { standing: 'called', ...fact.data });
        break;
      case 'ticket.serving':
        this.#change(fact.data.ticket, { standing: 'serving', counter: fact.data.counter });
        break;
      case 'ticket.parked':
        this.#change(fact.data.ticket, { standing: 'parked' });
        break;
      case 'ticket.transferred':
      case 'ticket.reinstated':
        this.#change(fact.data.ticket, { standing: 'waiting', service: fact.data.service });
        break;
      case 'ticket.returned':
        this.#change(fact.data.ticket, { standing: 'waiting', service: fact.data.service });
        break;
      case 'ticket.served':
        this.#change(fact.data.ticket, { standing: 'served' });
        break;
      case 'ticket.no-show':
        this.#change(fact.data.ticket, { standing: 'no-show' });
        break;
      case 'ticket.cancelled':
        this.#change(fact.data.ticket, { standing: 'cancelled' });
        break;
    }
  }

  #change(code: string, change: Partial<NumberShown> & { standing: Standing }): void {
    const before = this.#numbers.get(code) ?? { service: '', needsTime: false, takenInSight: false };
    const { standing, service, needsTime, takenInSight, counter } = { ...before, ...change };
    const number: NumberShown = {
      code,
      service,
      needsTime,
      takenInSight,
      standing,
      ...(counter === undefined ? {} : { counter }),
      since: this.#time.now(),
    };
    this.#numbers.set(code, number);
    const left = standing !== 'called' && standing !== 'serving';
    if (left && counter !== undefined && this.#atCounter.get(counter) === code)
      this.#atCounter.delete(counter);
    for (const see of this.#watchers) see(number);
  }
}
