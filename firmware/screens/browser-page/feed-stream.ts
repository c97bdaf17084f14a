import { reload } from './reload';

export interface FeedListener<F> {
  /** Where the box sends it, such as `/api/display/stream`. */
  readonly address: string;
  readonly feed: (feed: F) => void;
  readonly live: (isLive: boolean) => void;
}

/** Milliseconds until a lost stream is asked for again: at once, then less and less often, as the box may be starting. */
const waits = [0, 100, 250, 500, 1000];

/** Milliseconds without a word from the box, which says something every five seconds, after which a connection that looks open counts as lost. */
const silence = 7000;

/** Follows a feed that the box sends whole whenever it changes. A new program or journal loads the page again. */
export function followFeed<F>({ address, feed, live }: FeedListener<F>): void {
  let place = '';
  let heard = 0;
  let failures = 0;
  let stream: EventSource | undefined;
  const lost = (): void => {
    live(false);
    stream?.close();
    stream = undefined;
    const wait = waits[Math.min(failures, waits.length - 1)] ?? 0;
    failures += 1;
    // All displays of a hall lose the same box at once.
    setTimeout(open, wait * (1 + Math.random() / 4));
  };
  const open = (): void => {
    const opened = new EventSource(address);
    stream = opened;
    heard = performance.now();
    const on = (type: string, listener: (data: string) => void): void =>
      opened.addEventListener(type, (event: MessageEvent<string>) => {
        heard = performance.now();
        listener(event.data);
      });
    on('hello', data => {
      failures = 0;
      const { epoch, version } = JSON.parse(data);
      if (place !== '' && place !== epoch + version) reload();
      place = epoch + version;
    });
    on('beat', () => {});
    on('feed', data => {
      live(true);
      feed(JSON.parse(data));
    });
    // The browser would come back by itself after seconds; a call is not to wait for that.
    opened.addEventListener('error', () => stream === opened && lost());
  };
  open();
  setInterval(() => stream && performance.now() - heard > silence && lost(), 500);
}
