/** A fact as `/api/stream` sends it. */
export interface Fact {
  readonly sequence: number;
  readonly type: string;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface LiveListener {
  /** Facts after this place in the journal come first; from now on, if left out. */
  readonly after?: number;
  /** One fact, in order. */
  readonly fact?: (fact: Fact) => void;
  /** What is shown must be read anew: something happened, or facts were missed. Called at most five times a second. */
  readonly refresh: () => Promise<void>;
  /** Whether facts arrive; a page that is not live must say so. */
  readonly live: (isLive: boolean) => void;
}

/** Milliseconds from one refresh to the next; the first after a quiet time comes at once. */
const pause = 200;

/** Makes a function that refreshes now, or once more when a refresh is under way. */
function refresher(refresh: () => Promise<void>, failed: () => void): () => void {
  let busy = false;
  let again = false;
  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    await refresh().catch(failed);
    setTimeout(() => {
      busy = false;
      if (again) void run();
    }, pause);
  };
  return () => void run();
}

/** Follows the facts of the box. The browser resumes a broken stream by itself; a new program or journal loads the page again. */
export function followFacts({ after, fact, refresh, live }: LiveListener): void {
  let place = '';
  const refreshSoon = refresher(refresh, () => live(false));
  const stream = new EventSource(after === undefined ? '/api/stream' : `/api/stream?after=${after}`);
  stream.addEventListener('hello', ({ data }) => {
    const { epoch, version } = JSON.parse(data);
    if (place !== '' && place !== epoch + version) location.reload();
    place = epoch + version;
    live(true);
    refreshSoon();
  });
  stream.addEventListener('reset', refreshSoon);
  stream.addEventListener('message', ({ data }) => {
    fact?.(JSON.parse(data));
    refreshSoon();
  });
  stream.addEventListener('error', () => {
    live(false);
    // A refusal ends the stream for good (HTML standard, 9.2.2), a lost connection does not.
    if (stream.readyState === EventSource.CLOSED) setTimeout(() => location.reload(), 5000);
  });
}
