import { type CommandReply, newId, postJson, sendCommand } from './command';

/** Milliseconds between tries while the box does not answer, and until the person is told to ask for help. */
const again = 1500;
const longest = 30_000;

/**
 * The presses of one person. A press keeps its id until the box has answered it, so that a lost reply, an impatient second tap or a
 * second try after giving up can never become a second ticket.
 */
export class Presses {
  readonly #by: string;
  #open: { readonly what: string; readonly id: string } | undefined;
  #busy = false;

  /** @param by a role and its place, such as `customer` */
  constructor(by: string) {
    this.#by = by;
  }

  /**
   * Sends the command until the box answers. Undefined when another press is still under way; the refusal `no-answer` after 30 s.
   * @param waits called at each try that was not answered
   */
  press(name: string, args: object, waits: () => void): Promise<CommandReply | undefined> {
    return this.#insist([name, args], id => sendCommand(name, args, { id, by: this.#by }), waits);
  }

  /** As `press`, for what is no command: posts the body with the id of the press. */
  post(path: string, body: object, waits: () => void): Promise<CommandReply | undefined> {
    return this.#insist([path, body], id => postJson(path, { id, ...body }) as Promise<CommandReply>, waits);
  }

  async #insist(
    pressed: readonly unknown[],
    send: (id: string) => Promise<CommandReply>,
    waits: () => void,
  ): Promise<CommandReply | undefined> {
    if (this.#busy) return undefined;
    this.#busy = true;
    try {
      const what = JSON.stringify(pressed);
      if (this.#open?.what !== what) this.#open = { what, id: newId() };
      const { id } = this.#open;
      const since = performance.now();
      for (;;) {
        const reply = await send(id);
        if (reply.ok || reply.code !== 'no-answer') {
          this.#open = undefined;
          return reply;
        }
        if (performance.now() - since > longest) return reply;
        waits();
        await new Promise(resolve => setTimeout(resolve, again));
      }
    } finally {
      this.#busy = false;
    }
  }

  /** The next press is another person's. */
  forget(): void {
    this.#open = undefined;
  }
}
