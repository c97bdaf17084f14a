import { sleep } from '../../hal/platform/time';
import type { Matter } from './plan';
import type { Errand, Visitor } from './room';
import type { NumberShown } from './screens';
import { Sign } from './sign';
import type { Surroundings } from './surroundings';

/** One number in a customer's hand, until the matter is carried out or the customer goes. Does what the number's standing asks for. */
export class Stay implements Visitor {
  readonly code: string;
  readonly #matter: Matter;
  readonly #walk: number;
  readonly #here: Surroundings;
  readonly #sign: Sign;
  readonly #patientUntil: number;
  #missesCalls: boolean;
  #formFilled = false;
  #at: string | undefined;

  constructor(code: string, matter: Matter, walk: number, here: Surroundings) {
    this.code = code;
    this.#matter = matter;
    this.#walk = walk;
    this.#here = here;
    this.#sign = new Sign(here.time, `${code} waits`);
    this.#patientUntil = here.time.now() + matter.patience;
    this.#missesCalls = matter.missesCall;
  }

  get errand(): Errand {
    return this.#matter.errand;
  }

  get formFilled(): boolean {
    return this.#formFilled;
  }

  /** @returns whether the matter was carried out. @throws the signal's reason once it is aborted */
  async untilEnd(signal: AbortSignal): Promise<boolean> {
    const { screens, room } = this.#here;
    room.take(this.code);
    const unwatch = screens.watch(({ code }) => {
      if (code === this.code) this.#sign.give();
    });
    try {
      for (;;) {
        const shown = screens.number(this.code);
        if (shown?.standing === 'served') return true;
        if (shown === undefined || shown.standing === 'cancelled') return false;
        if ((await this.#act(shown, signal)) === 'goes') return false;
      }
    } finally {
      unwatch();
      this.#stepBack();
      room.sitDown(this.code);
    }
  }

  async #act(shown: NumberShown, signal: AbortSignal): Promise<'stays' | 'goes'> {
    const { time } = this.#here;
    if (shown.standing !== 'called' && shown.standing !== 'serving') this.#stepBack();
    switch (shown.standing) {
      case 'waiting': {
        const inTime = await this.#sign.wait(this.#patientUntil - time.now(), signal);
        return inTime ? 'stays' : this.#giveUp();
      }
      case 'called':
        await this.#answerCall(shown, signal);
        return 'stays';
      case 'serving':
        this.#stepUp(shown.counter);
        break;
      case 'parked':
        await this.#fillForm(shown, signal);
        break;
      case 'no-show':
        return this.#askToBePutBack(signal);
    }
    await this.#sign.wait(Number.POSITIVE_INFINITY, signal);
    return 'stays';
  }

  async #answerCall(shown: NumberShown, signal: AbortSignal): Promise<void> {
    this.#here.room.sitDown(this.code);
    if (!this.#missesCalls && this.#at === undefined) {
      await sleep(this.#here.time, this.#walk, `${this.code} walks to the counter`, signal);
      const now = this.#here.screens.number(this.code);
      if (now?.standing !== 'called' || now.counter !== shown.counter) return;
      this.#stepUp(shown.counter);
    }
    await this.#sign.wait(Number.POSITIVE_INFINITY, signal);
  }

  async #fillForm(shown: NumberShown, signal: AbortSignal): Promise<void> {
    const { form } = this.#matter.errand;
    if (form && !this.#formFilled)
      await sleep(this.#here.time, form.takes, `${this.code} fills in a form`, signal);
    this.#formFilled = true;
    this.#here.room.waveWith(this.code, shown.service);
  }

  async #askToBePutBack(signal: AbortSignal): Promise<'stays' | 'goes'> {
    // Who was on the way when the turn passed asks at once.
    const after = this.#missesCalls ? this.#matter.comesBackAfter : this.#walk;
    if (after === undefined) return 'goes';
    await sleep(this.#here.time, after, `${this.code} notices the missed turn`, signal);
    this.#missesCalls = false;
    const reply = await this.#here.office.execute({
      name: 'reinstate',
      args: { ticket: this.code },
      channel: 'page',
    });
    return reply.ok ? 'stays' : 'goes';
  }

  async #giveUp(): Promise<'goes'> {
    if (this.#matter.tellsWhenLeaving) {
      await this.#here.office.execute({ name: 'cancel', args: { ticket: this.code }, channel: 'page' });
    }
    return 'goes';
  }

  #stepUp(counter: string | undefined): void {
    if (counter === undefined || this.#at === counter) return;
    this.#stepBack();
    this.#at = counter;
    this.#here.room.stepUp(counter, this);
  }

  #stepBack(): void {
    if (this.#at !== undefined) this.#here.room.stepBack(this.#at, this);
    this.#at = undefined;
  }
}
