import { type CommandReply, newId, postJson } from './command';

/** Milliseconds after which a press is not carried out any more: an officer has looked up by then and would press again. */
const timely = 3000;

/** Milliseconds after which the officer is told that the box does not answer, and between questions whether it was carried out. */
const slow = 1500;

/**
 * Presses that are carried out at once or never (product.md, "Stale input"). Each says until when it counts, so one that a broken
 * line delivers late is refused by the box. While no answer comes the same press is asked for again: it bears the same id, so the answer is what
 * became of it, or that it came too late.
 */
export class TimelyPresses {
  readonly #by: string;
  #busy = false;

  /** @param by a role and its place, such as `counter/1` */
  constructor(by: string) {
    this.#by = by;
  }

  /**
   * Sends the command and waits until it is known what became of it, however long that takes.
   * @param now the box's clock, ms since 1970-01-01 UTC
   * @param waits called when the box has not answered for a while, or cannot be reached
   * @returns undefined while another press is under way
   */
  async press(
    name: string,
    args: object,
    { now, waits }: { readonly now: number; readonly waits: () => void },
  ): Promise<CommandReply | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    const body = { id: newId(), by: this.#by, before: Math.round(now) + timely, args };
    const timer = setTimeout(waits, slow);
    try {
      for (;;) {
        const reply = (await postJson(`/api/command/${name}`, body)) as CommandReply;
        if (reply.ok || reply.code !== 'no-answer') return reply;
        waits();
        await new Promise(resolve => setTimeout(resolve, slow));
      }
    } finally {
      clearTimeout(timer);
      this.#busy = false;
    }
  }
}
