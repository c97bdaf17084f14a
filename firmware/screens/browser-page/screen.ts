import type { Html } from '../html';
import type { Connection } from '../pages/shell/frame';
import type { Look } from '../pages/shell/look';
import { pressOnceWhileHeld } from './held-key';
import { followFacts } from './live';
import { morph } from './morph';
import { withPatience } from './patience';

/** What makes a page of the box: `F` what the box says, `S` what this person has done so far. */
export interface ScreenParts<F, S> {
  /** Where the box says it, such as `/api/state`. */
  readonly feed: (state: S) => string;
  readonly look: (state: S) => Look;
  /** Address of the page in this state, for a reload. */
  readonly href: (state: S) => string;
  /** Where the person is: another one puts the focus on the element with `data-start`, that of a dialog first. */
  readonly place: (state: S) => string;
  readonly draw: (view: { readonly feed: F; readonly state: S; readonly connection: Connection }) => {
    readonly title: string;
    readonly locale: string;
    readonly body: Html;
  };
  /** A press on an element with `data-act`. */
  readonly act?: (name: string, value: string) => void;
  /** The state that the query of a pressed link leads to. */
  readonly go?: (query: URLSearchParams, state: S) => S;
}

/** Milliseconds between reads of the feed while nothing happens: hours and waits change by time alone. */
const readEvery = 20_000;

/**
 * Runs a page: reads its feed at every fact, draws it with the functions that the box drew the first paint with, brings presses to
 * the page, and says when the connection is lost.
 */
export class Screen<F extends { readonly now: number }, S> {
  readonly #parts: ScreenParts<F, S>;
  readonly #root: Element;
  #state: S;
  #feed: F | undefined;
  #connection: Connection = 'starting';
  #place: string;
  #refresh: () => void = () => {};
  /** Of the reads of the feed, and the newest that is shown: answers may overtake each other. */
  #reads = 0;
  #shown = 0;
  /** The box's clock less that of the page, ms. */
  #clocks: number | undefined;

  /** @param root what the box drew the first paint into */
  constructor(root: Element, state: S, parts: ScreenParts<F, S>) {
    this.#root = root;
    this.#state = state;
    this.#parts = parts;
    this.#place = parts.place(state);
  }

  get state(): S {
    return this.#state;
  }

  get feed(): F | undefined {
    return this.#feed;
  }

  get connection(): Connection {
    return this.#connection;
  }

  /** The box's clock, as far as the page has heard: ms since 1970-01-01 UTC. 0 before it has. */
  get now(): number {
    return this.#clocks === undefined ? 0 : performance.now() + this.#clocks;
  }

  set state(state: S) {
    const { feed, href } = this.#parts;
    const isOtherFeed = feed(state) !== feed(this.#state);
    const address = href(state);
    // Browsers allow a page few changes of its address in a while.
    if (address !== href(this.#state)) history.replaceState(null, '', address);
    this.#state = state;
    this.#draw();
    if (isOtherFeed) this.#refresh();
  }

  start(): void {
    pressOnceWhileHeld();
    this.#root.addEventListener('click', event => this.#pressed(event));
    this.#refresh = followFacts({
      refresh: () => this.read(),
      live: isLive => {
        this.#connection = isLive ? 'live' : 'lost';
        this.#draw();
      },
    });
    setInterval(this.#refresh, readEvery);
  }

  /** Draws again what changes by time alone. */
  redraw(): void {
    this.#draw();
  }

  /** Reads the feed and shows it. Rejects when the box does not answer in time. */
  async read(): Promise<void> {
    const address = this.#parts.feed(this.#state);
    const read = ++this.#reads;
    const feed = await withPatience(async signal => {
      const response = await fetch(address, { signal });
      // The link by which this browser came in has ended: the box shows what to do.
      if (response.status === 401 || response.status === 403) location.reload();
      if (!response.ok) throw new Error(`${response.status}`);
      return (await response.json()) as F;
    });
    // Somebody has gone on meanwhile: the next answer is the right one.
    if (address !== this.#parts.feed(this.#state)) return this.read();
    if (read < this.#shown) return;
    this.#shown = read;
    this.#feed = feed;
    this.#clocks = feed.now - performance.now();
    this.#draw();
  }

  #draw(): void {
    const feed = this.#feed;
    if (feed === undefined) return;
    const state = this.#state;
    const { title, locale, body } = this.#parts.draw({ feed, state, connection: this.#connection });
    const { text, contrast } = this.#parts.look(state);
    const page = document.documentElement;
    page.lang = locale;
    page.dataset.text = String(text);
    page.dataset.contrast = contrast;
    page.dataset.connection = this.#connection;
    document.title = title;
    morph(this.#root, body.markup);
    const place = this.#parts.place(state);
    if (place === this.#place) return;
    this.#place = place;
    scrollTo(0, 0);
    const start =
      this.#root.querySelector<HTMLElement>('[role=alertdialog] [data-start]') ??
      this.#root.querySelector<HTMLElement>('[data-start]');
    start?.focus();
  }

  #pressed(event: Event): void {
    if (!(event.target instanceof Element) || this.#feed === undefined) return;
    const pressed = event.target.closest<HTMLElement>('[data-go], [data-act]');
    if (!pressed) return;
    const { go, act } = this.#parts;
    if (pressed instanceof HTMLAnchorElement && go) {
      event.preventDefault();
      this.state = go(new URL(pressed.href).searchParams, this.#state);
    } else if (pressed.dataset.act !== undefined) {
      act?.(pressed.dataset.act, pressed.dataset.value ?? '');
    }
  }
}
