import type { TicketPrinter } from '../../hal/ticket-printer';
import type { BenchSite, BrokerMessage } from './bench-site';
import type { BenchView, BoardFault, PlanView } from './bench-view';
import { DeviceBench } from './device-bench';
import { PrinterBench } from './printer-bench';
import { RingBench } from './ring-bench';
import { Stories } from './stories';

/** Messages at the broker that the page shows. */
const mostMessages = 30;

const emptyPlan: PlanView = { timezone: 'UTC', counters: [], kiosks: [], smileys: [], rings: [] };

/** A simulated site as the page sees and handles it. */
export class Bench {
  readonly printers: ReadonlyMap<string, PrinterBench>;
  readonly devices: DeviceBench;
  readonly rings: RingBench;
  readonly stories: Stories;
  readonly #site: BenchSite;
  readonly #messages: BrokerMessage[] = [];

  constructor(site: BenchSite) {
    this.#site = site;
    this.devices = new DeviceBench(site.devices, site.boards ?? []);
    this.rings = new RingBench(site.devices, site.codecs ?? new Map());
    this.stories = new Stories(site, this.rings);
    this.printers = new Map(
      [...site.printers].map(([name, printer]) => [
        name,
        new PrinterBench(name, printer, dotsOf(site, name)),
      ]),
    );
  }

  view(): BenchView {
    const { people, broker, pace, now, plan = emptyPlan } = this.#site;
    return {
      printers: Array.from(this.printers.values(), printer => printer.view()),
      boards: (this.#site.boards ?? []).map(({ name, broken, devices }) => ({ name, broken, devices })),
      rings: this.rings.view(),
      ...this.devices.view(),
      people: people ? people.areIn : null,
      figures: people?.figures ?? null,
      pace: pace ? { now: pace.pace, choices: pace.paces } : null,
      now: now?.() ?? null,
      stories: this.stories.view(),
      plan,
      messages: broker ? this.#messages : null,
    };
  }

  /** @returns false when there is no such board */
  breakBoard(name: string, fault: BoardFault, on: boolean): boolean {
    const board = this.#site.boards?.find(each => each.name === name);
    board?.set(fault, on);
    return board !== undefined;
  }

  /** @returns false when the site has no people to let in */
  async setPeople(on: boolean): Promise<boolean> {
    const { people } = this.#site;
    if (!people) return false;
    if (on) people.letIn();
    else await people.sendAway();
    return true;
  }

  /** @returns false when time passes as it does, or not so fast */
  setPace(times: number): boolean {
    const { pace } = this.#site;
    if (!pace?.paces.includes(times)) return false;
    pace.pace = times;
    return true;
  }

  /** Calls `changed` at everything that shows, and `lit` at each change of a lamp's light; returns how to end that. */
  watch(changed: () => void, lit: (lamp: string) => void): () => void {
    const undo = Array.from(this.printers.values(), printer => printer.watch(changed));
    undo.push(this.devices.watch(changed, lit));
    const { broker, people } = this.#site;
    const unwatch = people?.watch?.(changed);
    if (unwatch) undo.push(unwatch);
    const arrived = (message: BrokerMessage) => {
      this.#messages.unshift(message);
      this.#messages.length = Math.min(this.#messages.length, mostMessages);
      changed();
    };
    broker?.on('message', arrived);
    undo.push(() => broker?.off('message', arrived));
    return () => {
      for (const off of undo) off();
    };
  }
}

function dotsOf(site: BenchSite, name: string): number {
  const device = site.devices.get(name);
  return device?.kind === 'ticket-printer' ? (device as TicketPrinter).paper.dots : 576;
}
