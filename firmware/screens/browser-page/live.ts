import { reload } from './reload';

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

/** Milliseconds without a word from the box, which says something every five seconds, after which the connection counts as lost. */
const silence = 12_000;

/** Milliseconds until a stream that was refused, or a read that failed, is asked for again. */
const retry = 3000;

/**
 * Makes a function that refreshes now, or once more when a refresh is under way. What failed is tried again.
 * @param told whether the read came, after each
 */
function refresher(refresh: () => Promise<void>, told: (isRead: boolean) => void): () => void {
  let busy = false;
  let again = false;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  const run = async (): Promise<void> => {
    if (busy) {
      again = true;
      return;
    }
    busy = true;
    again = false;
    clearTimeout(retrying);
    const isRead = await refresh().then(
      () => true,
      () => false,
    );
    told(isRead);
    if (!isRead) retrying = setTimeout(() => void run(), retry);
    setTimeout(() => {
      busy = false;
      if (again) void run();
    }, pause);
  };
  return () => void run();
}

/**
 * Follows the facts of the box. The browser resumes a broken stream by itself; a stream that is merely silent, because a cable was pulled, is
 * opened anew where it was. A new program or journal loads the page again.
 * @returns reads anew what is shown, for whoever needs it besides
 */
export function followFacts({ after, fact, refresh, live }: LiveListener): () => void {
  let place = '';
  let last = after;
  let heard = performance.now();
  let stream: EventSource;
  let isRead = true;
  const refreshSoon = refresher(refresh, nowRead => {
    // A read that came after one that failed ends the complaint, unless it was the stream's as well.
    if (!nowRead || !isRead) live(nowRead && stream.readyState === EventSource.OPEN);
    isRead = nowRead;
  });
  const open = (): void => {
    heard = performance.now();
    stream = new EventSource(last === undefined ? '/api/stream' : `/api/stream?after=${last}`);
    const on = (type: string, listener: (event: MessageEvent<string>) => void): void =>
      stream.addEventListener(type, (event: MessageEvent<string>) => {
        heard = performance.now();
        if (event.lastEventId !== '') last = Number(event.lastEventId);
        listener(event);
      });
    on('hello', ({ data }) => {
      const { epoch, version } = JSON.parse(data);
      if (place !== '' && place !== epoch + version) reload();
      place = epoch + version;
      live(true);
      refreshSoon();
    });
    on('beat', () => {});
    on('reset', refreshSoon);
    on('notice', refreshSoon);
    on('changed', refreshSoon);
    on('message', ({ data }) => {
      fact?.(JSON.parse(data));
      refreshSoon();
    });
    stream.addEventListener('error', () => {
      live(false);
      // A refusal ends the stream for good (HTML standard, 9.2.2), a lost connection does not.
      if (stream.readyState === EventSource.CLOSED) setTimeout(open, retry);
    });
  };
  open();
  setInterval(() => {
    if (performance.now() - heard < silence || stream.readyState === EventSource.CLOSED) return;
    live(false);
    stream.close();
    open();
  }, 1000);
  return refreshSoon;
}
