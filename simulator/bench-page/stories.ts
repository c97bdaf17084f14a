import type { Wishes } from '../people/people';
import type { BenchSite } from './bench-site';
import { type StoryId, type StoryView, stories } from './bench-view';
import type { RingBench } from './ring-bench';

/** What undoes it; nothing when this site cannot have it. */
type Undo = () => void | Promise<void>;

/** Times as many, our own choice: the sources say that they are many (N-050, SIM-04). */
const times = { crowd: 3, season: 6 };

/** Share of customers who miss their call on a day of no-shows, own choice. */
const missing = 0.5;

/** Days on which something is different (requirements 2.10), each a switch. What needs another site file is another site. */
export class Stories {
  readonly #site: BenchSite;
  readonly #rings: RingBench;
  readonly #on = new Map<StoryId, Undo>();

  constructor(site: BenchSite, rings: RingBench) {
    this.#site = site;
    this.#rings = rings;
  }

  view(): StoryView[] {
    return stories
      .filter(({ id }) => this.#can(id))
      .map(({ id }) => ({ id, on: this.#on.has(id) && (id !== 'wrong-call' || this.#isRinging()) }));
  }

  /** @returns false when this site cannot have it */
  async set(id: StoryId, on: boolean): Promise<boolean> {
    if (!this.#can(id)) return false;
    const undo = this.#on.get(id);
    this.#on.delete(id);
    await undo?.();
    if (on) this.#on.set(id, await this.#begin(id));
    return true;
  }

  #can(id: StoryId): boolean {
    const { people, network } = this.#site;
    if (id === 'firewall') return network !== undefined;
    if (id === 'wrong-call') return this.#source() !== undefined;
    if (id === 'dead-unit') return this.#unit() !== undefined;
    if (id === 'tax-season') return people?.services?.includes('tax') === true;
    return people?.services !== undefined;
  }

  async #begin(id: StoryId): Promise<Undo> {
    const { network } = this.#site;
    switch (id) {
      case 'surge-day':
        return this.#wish({ crowd: times.crowd });
      case 'tax-season':
        return this.#wish({ season: { service: 'tax', times: times.season } });
      case 'no-show':
        return this.#wish({ missing });
      case 'wrong-call': {
        const source = this.#source() ?? '';
        this.#rings.act(source, 'ring');
        return () => void this.#rings.act(source, 'hang-up');
      }
      case 'dead-unit': {
        const unit = this.#unit() ?? '';
        await this.#rings.set(unit, 'power-off', true);
        return async () => void (await this.#rings.set(unit, 'power-off', false));
      }
      case 'firewall':
        await network?.cut();
        return async () => network?.mend();
    }
  }

  #wish(wish: Wishes): Undo {
    const { people } = this.#site;
    if (!people) return () => {};
    people.wishes = { ...people.wishes, ...wish };
    return () => {
      const rest = Object.entries({ ...people.wishes }).filter(([name]) => !(name in wish));
      people.wishes = Object.fromEntries(rest);
    };
  }

  #source(): string | undefined {
    return this.#rings.view()[0]?.name;
  }

  /** A unit on a wire that can be broken. */
  #unit(): string | undefined {
    return this.#rings.view().find(({ broken }) => broken !== null)?.name;
  }

  #isRinging(): boolean {
    return this.#rings.view()[0]?.state === 'ringing';
  }
}
