import type { Call, CallChange, CallFields } from './call';

/** The calls of the unit. Ids grow until it restarts, then begin again at 1. */
export class Calls {
  readonly #tell: (change: CallChange) => void;
  readonly #calls = new Map<number, Call>();
  #lastId = 0;

  constructor(tell: (change: CallChange) => void) {
    this.#tell = tell;
  }

  get list(): readonly Call[] {
    return [...this.#calls.values()];
  }

  add(fields: CallFields): number {
    this.#lastId += 1;
    const call: Call = { id: this.#lastId, ...fields };
    this.#calls.set(call.id, call);
    this.#tell(call);
    return call.id;
  }

  /** @throws Error when there is no such call */
  change(id: number, fields: Partial<CallFields>): void {
    this.#calls.set(id, { ...this.get(id), ...fields });
    this.#tell({ id, ...fields });
  }

  /** Takes the call off the list and tells of its ghost, as a unit does after every call. */
  remove(id: number): void {
    this.#calls.delete(id);
    this.#tell({ id, ghost: 'True' });
  }

  get(id: number): Call {
    const call = this.#calls.get(id);
    if (!call) throw new Error(`there is no call ${id}`);
    return call;
  }

  /** As after a restart: nothing is told. */
  forget(): void {
    this.#calls.clear();
    this.#lastId = 0;
  }
}
