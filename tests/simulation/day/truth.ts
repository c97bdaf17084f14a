import type { Appliance } from '../../../firmware/appliance';
import type { Committed } from '../../../firmware/journal/journal';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { courses, invariants } from '../../property/servicepoint/invariants';
import type { Machine } from '../machine/machine';
import { type People, personal } from './people';
import type { Town } from './town';

type Fact = Committed<ServiceEvent>;

/** What a box has told the world: its facts in their order, and what the broker got of them. */
export interface Known {
  readonly told: readonly string[];
  readonly received: ReadonlyMap<string, string>;
}

/** What the journal said, what the broker got, what was on paper and what people were answered, held against each other. */
export class Truth {
  readonly #town: Town;
  readonly #people: People;
  readonly #tell: (what: string) => void;
  /** Told by a running program, as text, from sequence 1. */
  readonly #told: string[] = [];
  /** By epoch and number. */
  readonly #received = new Map<string, string>();
  #papers = 0;

  constructor(town: Town, people: People, tell: (what: string) => void) {
    this.#town = town;
    this.#people = people;
    this.#tell = tell;
    town.onMessage = (topic, payload) => this.#message(topic, payload);
    town.network.onBytes = (from, to, bytes) => {
      if (from !== 'phone' && bytes.includes(personal))
        this.#tell(`personal datum on the wire from ${from} to ${to}`);
    };
  }

  /** A program begins on the disk that was left. */
  follow({ runtime }: Appliance, machine: Machine): void {
    const facts = this.#all(runtime.journal);
    for (const [index, told] of this.#told.entries()) {
      const fact = facts[index];
      const found = fact && textOf(fact);
      if (found === told) continue;
      this.#tell(`acknowledged event lost: ${told} is ${found ?? 'gone'}`);
      break;
    }
    this.#told.length = 0;
    for (const fact of facts) this.#told.push(textOf(fact));
    runtime.events.on('committed', news => {
      // Whoever is dead says nothing any more.
      if (machine.isDead) return;
      for (const fact of news) this.#told.push(textOf(fact));
    });
  }

  /** What is known outside of the box by now. */
  get known(): Known {
    return { told: [...this.#told], received: new Map(this.#received) };
  }

  /** Whether the broker has so many events. */
  has(published: number): boolean {
    return this.#received.size >= published;
  }

  /** Begins with what was known before. */
  know({ told, received }: Known): void {
    this.#told.push(...told);
    for (const [key, text] of received) this.#received.set(key, text);
  }

  /** Whether everything has arrived, and everything is well again. */
  isSettled({ runtime, hal }: Appliance, hasRoom: boolean): boolean {
    const { journal } = runtime;
    return (
      journal.published(0, journal.last) === this.#received.size &&
      [...hal.devices.values()].every(
        ({ name, status }) => status.health === 'ok' || (!hasRoom && name.startsWith('room-')),
      )
    );
  }

  /** At any time at which the broker has everything: what no fault may have changed. */
  judgeKept({ runtime }: Appliance): void {
    const facts = this.#all(runtime.journal);
    this.#judgeFacts(facts);
    for (const { name, says, holds } of invariants)
      if (!holds(runtime.state, runtime.rules)) this.#tell(`${name}: ${says}`);
    this.#judgeReceiver(facts, runtime.journal.epoch);
    const unfit = facts.find(({ event }) => event.type.includes('configuration-unfit'));
    if (unfit) this.#tell(`configuration lost: ${textOf(unfit)}`);
  }

  /** At the end of a day on which everything works again. @param hasRoom whether the satellite is there */
  judge({ runtime, hal }: Appliance, hasRoom: boolean): void {
    const facts = this.#all(runtime.journal);
    this.#judgeFacts(facts);
    for (const { name, says, holds } of invariants)
      if (!holds(runtime.state, runtime.rules)) this.#tell(`${name}: ${says}`);
    this.#judgeReceiver(facts, runtime.journal.epoch);
    this.#judgeAnswers(facts);
    this.#judgePaper(facts);
    for (const { name, status } of hal.devices.values())
      if (status.health !== 'ok' && (hasRoom || !name.startsWith('room-')))
        this.#tell(`nothing is broken any more, but ${name} is ${status.health} (${status.code})`);
  }

  #all(journal: Appliance['runtime']['journal']): Fact[] {
    const facts: Fact[] = [];
    for (;;) {
      const page = journal.read(facts.at(-1)?.sequence ?? 0, 1000);
      if (page.length === 0) return facts;
      facts.push(...page);
    }
  }

  #message(topic: string, payload: string): void {
    if (payload.includes(personal)) this.#tell(`personal datum on the wire: ${topic}`);
    if (!topic.includes('/event/')) return;
    const { epoch, sequence, type, data, time } = JSON.parse(payload);
    const text = `${type} ${Date.parse(time)} ${plain(data)}`;
    const key = `${epoch} ${sequence}`;
    const before = this.#received.get(key);
    if (before !== undefined && before !== text) this.#tell(`event ${key} was ${before} and is ${text}`);
    this.#received.set(key, text);
  }

  #judgeFacts(facts: readonly Fact[]): void {
    for (const { name, says, watch } of courses) {
      const holds = watch();
      const broken = facts.find(({ event }) => !holds(event));
      if (broken) this.#tell(`${name}: ${says} ${textOf(broken)}`);
    }
    if (facts.some(fact => textOf(fact).includes(personal))) this.#tell('personal datum in a fact');
  }

  #judgeReceiver(facts: readonly Fact[], epoch: string): void {
    const published = facts.filter(fact => fact.published);
    for (const [index, { event }] of published.entries()) {
      const got = this.#received.get(`${epoch} ${index + 1}`);
      const text = `fi.tiski.${event.type}.v1 ${event.at} ${plain(event.data)}`;
      if (got === text) continue;
      this.#tell(
        `acknowledged event lost: number ${index + 1} is ${text}, the receiver has ${got ?? 'nothing'}`,
      );
      return;
    }
    if (this.#received.size > published.length)
      this.#tell(`the receiver has ${this.#received.size} events of ${published.length}`);
  }

  #judgeAnswers(facts: readonly Fact[]): void {
    const { asked, presses } = this.#people;
    const issued = facts.flatMap(({ event }) => (event.type === 'ticket.issued' ? [event.data] : []));
    const of = {
      page: issued.filter(({ needsTime }) => needsTime),
      remote: issued.filter(({ group }) => group === 2),
    };
    for (const way of ['page', 'remote'] as const) {
      const ok = asked.filter(each => each.way === way && each.answer?.ok);
      const silent = asked.filter(each => each.way === way && !each.answer);
      const given = of[way].length;
      if (given < ok.length || given > ok.length + silent.length)
        this.#tell(
          `ticket lost or doubled: ${ok.length} to ${ok.length + silent.length} were asked for (${way}), ${given} given`,
        );
      for (const { answer, contradiction, id } of ok) {
        if (contradiction !== undefined)
          this.#tell(`ticket doubled: ${id} got ${JSON.stringify(answer)}, then ${contradiction}`);
        if (!of[way].some(({ ticket }) => ticket === answer?.ticket))
          this.#tell(`ticket lost: ${answer?.ticket} of ${id}`);
      }
    }
    const others = issued.length - of.page.length - of.remote.length;
    if (others > presses) this.#tell(`ticket doubled: ${presses} presses gave ${others} tickets`);
  }

  #judgePaper(facts: readonly Fact[]): void {
    const { tickets } = this.#town.printer;
    const codes = new Map<string, number>();
    for (const { text, complete } of tickets.slice(this.#papers)) {
      const found = text.map(line => line.trim()).filter(line => /^[A-Z]\d{3,4}$/.test(line));
      if (found.length > 1) this.#tell(`a paper with two numbers: ${found.join(' and ')}`);
      const code = found.at(-1);
      if (code !== undefined && (complete || found.length > 1)) codes.set(code, (codes.get(code) ?? 0) + 1);
    }
    this.#papers = tickets.length;
    const opened = facts.findLastIndex(({ event }) => event.type === 'appliance.day-opened');
    const today = facts.slice(Math.max(0, opened)).map(({ event }) => event);
    const issued = new Set(
      today.flatMap(event => (event.type === 'ticket.issued' ? [event.data.ticket] : [])),
    );
    for (const [code, count] of codes) {
      if (!issued.has(code)) this.#tell(`ticket on paper that is not in the queue: ${code}`);
      if (count > 1) this.#tell(`ticket doubled: ${count} papers of ${code}`);
    }
    for (const event of today)
      if (event.type === 'ticket.printed' && !codes.has(event.data.ticket))
        this.#tell(`ticket lost: ${event.data.ticket} was told to be printed and is not on paper`);
  }
}

/** The journal keeps fields in an order of its own. */
function textOf({ sequence, event: { type, mode, at, data } }: Fact): string {
  return `${sequence} ${type} ${mode ?? 'live'} ${at} ${plain(data)}`;
}

function plain(data: object): string {
  return JSON.stringify(Object.entries(data).sort(([a], [b]) => (a < b ? -1 : 1)));
}
