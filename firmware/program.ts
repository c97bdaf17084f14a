import { randomBytes } from 'node:crypto';
import { isTiskiError, messageOf } from '../hal/platform/error';

/** The version of the program, which `bin/tiski.js` reads from the `package.json` of its release. */
export const version = process.env.TISKI_VERSION ?? 'development';

/** Uniform in [0, 1), from the system's source of chance. */
export const chance = (): number => randomBytes(6).readUIntBE(0, 6) / 2 ** 48;

/** One line on standard output for whoever waits for the start (contract.md, "Commands"). */
export function sayReady(addresses: { readonly http: string | null; readonly mqtt: string | null }): void {
  process.stdout.write(`${JSON.stringify({ ready: true, ...addresses })}\n`);
}

/** Ends the program with a sentence and an advice instead of a stack trace. */
export function fail(error: unknown): void {
  const advice = isTiskiError(error) ? `\n${error.advice}` : '';
  process.stderr.write(`${messageOf(error)}${advice}\n`);
  process.exitCode = 1;
}

/** Stops in good order on the first signal, at once on the second. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      stop().then(
        () => process.exit(0),
        error => {
          fail(error);
          process.exit(1);
        },
      );
    });
  }
}
