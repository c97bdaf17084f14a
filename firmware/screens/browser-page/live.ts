/** A fact as `/api/stream` sends it. */
export interface Fact {
  readonly sequence: number;
  readonly type: string;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface LiveListener {
  /** One fact, in order. */
  readonly fact?: (fact: Fact) => void;
  /** What is shown must be read anew: something happened, or facts were missed. Called at most five times a second. */
  readonly refresh: () => Promise<void>;
  /** Whether facts arrive; a page that is not live must say so. */
  readonly live: (isLive: boolean) => void;
}

/** Milliseconds in which facts that come together lead to one refresh. */
const gathering = 200;

/** Follows the facts of the box. The browser resumes a broken stream by itself; a new program or journal loads the page again. */
export function followFacts({ fact, refresh, live }: LiveListener): void {
  let place = '';
  let waiting = false;
  const refreshSoon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      refresh().catch(() => live(false));
    }, gathering);
  };
  const stream = new EventSource('/api/stream');
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
