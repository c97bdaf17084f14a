import type { Reply } from '../../firmware/runtime';
import type { CommandName } from '../../firmware/servicepoint/commands';
import type { Random } from '../random';
import { habits } from './habits';
import type { NumberShown } from './screens';
import { Sign } from './sign';
import type { Surroundings } from './surroundings';

/** An advisor's day, in instants of the people's time, ms. */
export interface Duty {
  readonly counter: string;
  readonly services: readonly string[];
  /** From then on goes as soon as the room is empty. */
  readonly goesFrom: number;
  readonly pauses: readonly { readonly from: number; readonly duration: number }[];
  /** How long to wait for who was called, ms; as everywhere, if left out. */
  readonly noShowWait?: number;
  /** For a person whom only a keyboard moves, ms: how long to wait for one who was called, and to talk to one who came. */
  readonly stranger: { readonly wait: number; readonly work: number };
}

/** Nothing to do before somebody gives a sign. */
const untilSign = Number.POSITIVE_INFINITY;

/** After a refused press: looks again when the moment has passed. */
const refusedPause = 5000;

/** While somebody is here whose appointment has not come: looks again so often. */
const untilSlot = 60_000;

/**
 * Serves at one counter: looks at the panel and at who stands there, does the next thing, waits for a sign. Nothing is remembered about the
 * product that the panel shows anew, so somebody else may press the same buttons at any time.
 */
export class Advisor {
  readonly #duty: Duty;
  readonly #random: Random;
  readonly #here: Surroundings;
  readonly #sign: Sign;
  #someoneMayWait = true;
  #occupied = false;
  #freeAt = 0;
  #pausesTaken = 0;
  #call: { readonly number: NumberShown; shownAgain: boolean; greetAt?: number } | undefined;

  constructor(duty: Duty, random: Random, here: Surroundings) {
    this.#duty = duty;
    this.#random = random;
    this.#here = here;
    this.#sign = new Sign(here.time, `advisor at ${duty.counter}`);
  }

  /** From the beginning to the end of the duty. @throws the signal's reason once it is aborted */
  async work(signal: AbortSignal): Promise<void> {
    const { screens, room } = this.#here;
    const undo = [screens.watch(number => this.#notice(number)), room.watch(() => this.#sign.give())];
    try {
      for (let pause = await this.#look(); pause !== undefined; pause = await this.#look()) {
        await this.#sign.wait(pause, signal);
      }
    } finally {
      for (const end of undo) end();
    }
  }

  #notice({ standing, service, counter }: NumberShown): void {
    if (standing === 'waiting' && this.#duty.services.includes(service) && !this.#someoneMayWait) {
      this.#someoneMayWait = true;
      const { least, most } = habits.reaction.value;
      this.#freeAt = Math.max(this.#freeAt, this.#here.time.now() + this.#random.between(least, most));
      this.#sign.give();
    }
    if (counter === this.#duty.counter) this.#sign.give();
  }

  /** Does at most one thing. @returns ms until the next look without a sign; undefined when the duty is over */
  async #look(): Promise<number | undefined> {
    const number = this.#here.screens.atCounter(this.#duty.counter);
    if (!number) return this.#whenFree();
    this.#occupied = true;
    return number.standing === 'called' ? this.#expect(number) : this.#serve(number);
  }

  async #whenFree(): Promise<number | undefined> {
    const { room, time } = this.#here;
    const { services, pauses, goesFrom, counter } = this.#duty;
    const now = time.now();
    if (this.#occupied) {
      this.#occupied = false;
      const { mean, variation } = habits.tidying.value;
      this.#freeAt = now + this.#random.lognormal(mean, variation);
    }
    if (now < this.#freeAt) return this.#freeAt - now;
    // A number whose customer has left is called and found missing before anybody goes.
    if (now >= goesFrom && room.count === 0 && !this.#someoneMayWait) return undefined;

    const pause = now < goesFrom ? pauses[this.#pausesTaken] : undefined;
    if (pause && now >= pause.from) {
      this.#pausesTaken += 1;
      this.#freeAt = now + pause.duration;
      return pause.duration;
    }
    const waving = room.waving(services);
    if (waving !== undefined) return this.#press('call', { counter, ticket: waving });
    if (this.#someoneMayWait) return this.#callNext();
    return Math.min(pause ? pause.from - now : untilSign, now < goesFrom ? goesFrom - now : untilSign);
  }

  async #callNext(): Promise<number> {
    // Before the press, so that a sign that comes meanwhile is not lost.
    this.#someoneMayWait = false;
    const reply = await this.#ask('next', { counter: this.#duty.counter });
    const awaited = this.#here.screens.isAwaited(this.#duty.services);
    if (!reply.ok && reply.code === 'queue-empty' && !awaited) return 0;
    this.#someoneMayWait = true;
    if (reply.ok) return 0;
    return reply.code === 'queue-empty' ? untilSlot : refusedPause;
  }

  /** A number is called: greets who comes, shows the number again, gives up at last. */
  #expect(number: NumberShown): number | Promise<number> {
    const { room, time } = this.#here;
    const { counter, stranger } = this.#duty;
    if (this.#call?.number !== number) this.#call = { number, shownAgain: false };
    const call = this.#call;
    const now = time.now();
    if (room.visitorAt(counter)?.code === number.code) {
      const { least, most } = habits.greeting.value;
      call.greetAt ??= now + this.#random.between(least, most);
      return now < call.greetAt ? call.greetAt - now : this.#press('arrived', { counter });
    }
    const { noShowWait, noShowWaitLonger, recallAt } = habits;
    const { noShowWait: own = noShowWait.value } = this.#duty;
    const usual = number.needsTime ? noShowWaitLonger.value : own;
    // A number from before these people came belongs to nobody any more.
    const strange = number.takenInSight && !room.knows(number.code);
    const wait = strange ? stranger.wait : usual;
    const waited = now - number.since;
    if (waited >= wait) return this.#press('no-show', { counter });
    if (call.shownAgain) return wait - waited;
    if (waited < wait * recallAt.value) return wait * recallAt.value - waited;
    call.shownAgain = true;
    return this.#press('recall', { counter });
  }

  /** Somebody is at the counter: talks, and sends on, lets fill in a form or ends. */
  #serve(number: NumberShown): number | Promise<number> {
    const { room, time } = this.#here;
    const { counter, stranger } = this.#duty;
    const talked = time.now() - number.since;
    const after = (duration: number, name: CommandName, args: object) =>
      talked < duration ? duration - talked : this.#press(name, args);

    const visitor = room.visitorAt(counter);
    if (visitor?.code !== number.code) return after(stranger.work, 'done', { counter });
    const { service, work, form } = visitor.errand;
    if (service !== number.service) {
      return after(habits.wrongQueueShows.value, 'transfer', { ticket: number.code, service });
    }
    const beforeForm = form ? Math.min(habits.formShows.value, work / 2) : 0;
    if (form && !visitor.formFilled) return after(beforeForm, 'park', { counter });
    return after(work - beforeForm, 'done', { counter });
  }

  async #press(name: CommandName, args: object): Promise<number> {
    return (await this.#ask(name, args)).ok ? 0 : refusedPause;
  }

  #ask(name: CommandName, args: object): Promise<Reply> {
    return this.#here.office.execute({ name, args, channel: 'page' });
  }
}
