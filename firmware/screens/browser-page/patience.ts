/** Milliseconds after which a person is told that the box does not answer. */
const patience = 5000;

/**
 * Asks the box, and gives up after a while: an answer that never comes, as when a cable was changed, would hold the page for as long as the browser
 * waits, which is many minutes, and one of the few connections that it makes.
 * @param ask must end when the signal says so
 */
export async function withPatience<Answer>(ask: (signal: AbortSignal) => Promise<Answer>): Promise<Answer> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), patience);
  try {
    return await ask(abort.signal);
  } finally {
    clearTimeout(timer);
  }
}
