import { Random } from '../../random';

/** An answer of the printer on its way to the host. */
export interface Answer {
  readonly bytes: Uint8Array;
  /** Milliseconds before it is sent. */
  readonly delay: number;
}

/** Makes a printer, or what lies between it and the host, behave badly. All parts are optional. */
export interface Behaviour {
  readonly name: string;
  /** What is sent instead of an answer; undefined for nothing. */
  answer?(answer: Answer): Answer | undefined;
  /** Whether to take one more connection when `open` are open already. */
  accept?(open: number): boolean;
  /** Whether a connection lives on after so many bytes from the host; it is reset otherwise. */
  lives?(received: number): boolean;
  /** How fast bytes are taken in. */
  readonly bytesPerSecond?: number;
}

/** Takes everything, prints, never answers. */
export function silent(): Behaviour {
  return { name: 'silent', answer: () => undefined };
}

/** Every answer comes so many milliseconds late, in order. */
export function lateAnswers(milliseconds: number): Behaviour {
  return {
    name: `answers ${milliseconds} ms late`,
    answer: answer => ({ ...answer, delay: answer.delay + milliseconds }),
  };
}

/** Answers 1-8 arbitrary bytes instead of what was asked; the same seed gives the same bytes. */
export function garbage(seed: number | string): Behaviour {
  const random = new Random(seed);
  return {
    name: 'garbage',
    answer: answer => ({
      ...answer,
      bytes: Uint8Array.from({ length: 1 + Math.floor(random.between(0, 8)) }, () => random.between(0, 256)),
    }),
  };
}

/** Takes bytes in no faster than this, like a serial line behind a converter (9600 baud: 960). */
export function slow(bytesPerSecond: number): Behaviour {
  return { name: `${bytesPerSecond} bytes per second`, bytesPerSecond };
}

/** Resets a connection when more than `bytes` have come over it. */
export function dropConnectionAfter(bytes: number): Behaviour {
  return { name: `drops connections after ${bytes} bytes`, lives: received => received <= bytes };
}

/** Resets a second connection while one is open, as many network printers do. */
export function oneConnectionAtATime(): Behaviour {
  return { name: 'one connection at a time', accept: open => open === 0 };
}
