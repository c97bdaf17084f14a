/** A parser, and what it is given. */
export interface Target {
  readonly name: string;
  /** Of a hundred inputs, about so many: dear parsers get fewer. */
  readonly share: number;
  /**
   * Reads an input. What is not as it has to be is told by a `TiskiError` or by the result; anything else that is thrown is a crash.
   * @returns names how it was taken: an input that is taken as none before is kept and varied further
   */
  readonly read: (input: Buffer) => string | Promise<string>;
  /** Begins anew, for what remembers inputs. */
  readonly renew?: () => void;
}
