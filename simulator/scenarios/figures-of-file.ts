import type { Finding } from '../../firmware/config/check-document';
import { amountOf, NoAmount } from './amount';
import type { ScenarioFile } from './scenario-file';
import { from, type Sourced } from './sourced';

type Figure = NonNullable<ScenarioFile['eventsPerDay']>;

/** Works out the amounts of one file, and keeps what cannot be. */
export class FiguresOfFile {
  readonly findings: Finding[] = [];
  readonly #named = new Map<string, number>();

  /** @param before figures of the scenario that this one is like, and its own */
  constructor(...before: readonly (ScenarioFile['figures'] | undefined)[]) {
    for (const figures of before) {
      for (const [name, { value }] of Object.entries({ ...figures }))
        this.#named.set(name, this.amount(value, `/figures/${name}/value`));
    }
  }

  /** @param at JSON pointer of the amount */
  amount(text: string | number, at: string): number {
    try {
      return amountOf(text, this.#named);
    } catch (error) {
      if (!(error instanceof NoAmount)) throw error;
      this.findings.push({ code: 'scenario-arithmetic', at, message: error.message });
      return 0;
    }
  }

  /** @param at JSON pointer of the figure */
  figure({ value, source }: Figure, at: string): Sourced<number> {
    return from(source, this.amount(value, `${at}/value`));
  }
}
