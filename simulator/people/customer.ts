import type { Reply } from '../../firmware/runtime';
import { sleep } from '../../hal/platform/time';
import type { Matter, Plan } from './plan';
import { Stay } from './stay';
import type { Surroundings } from './surroundings';

/** Somebody who comes in with a plan, takes a number for each matter in turn (TKT-14), and goes. */
export class Customer {
  readonly #plan: Plan;
  readonly #here: Surroundings;

  constructor(plan: Plan, here: Surroundings) {
    this.#plan = plan;
    this.#here = here;
  }

  /** From door to door. @throws the signal's reason once it is aborted */
  async visit(signal: AbortSignal): Promise<void> {
    const { room, time } = this.#here;
    room.enter(this);
    try {
      for (const [index, matter] of this.#plan.matters.entries()) {
        if (index > 0) await sleep(time, this.#plan.toKiosk, 'customer walks to the kiosk', signal);
        if (!(await this.#attendTo(matter, signal))) return;
      }
    } finally {
      room.leave(this);
    }
  }

  /** @returns whether the matter was carried out */
  async #attendTo(matter: Matter, signal: AbortSignal): Promise<boolean> {
    const { room } = this.#here;
    room.hold(this, undefined);
    const reply = await this.#register(matter);
    const code = reply.ok ? reply.result.ticket : undefined;
    if (typeof code !== 'string') return false;
    room.hold(this, code);
    return new Stay(code, matter, this.#plan.walk, this.#here).untilEnd(signal);
  }

  /** With the booking, if there is one and the box knows of it; else with a number as everybody. */
  async #register(matter: Matter): Promise<Reply> {
    const { language, asksForTime: needsTime, group, booking, matters } = this.#plan;
    const { office } = this.#here;
    if (booking !== undefined && matter === matters[0]) {
      const args = { booking, language, needsTime };
      const reply = await office.execute({ name: 'check-in', args, channel: 'page' });
      if (reply.ok) return reply;
    }
    const args = { service: matter.errand.asksFor, language, needsTime, ...(group > 1 && { group }) };
    return office.execute({ name: 'take-ticket', args, channel: 'page' });
  }
}
