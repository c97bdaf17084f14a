/** Shares of full volume that one press after the other goes through. Each listener begins with the second. */
const volumes = [0.25, 0.5, 0.75, 1];
const usual = 1;

/** Milliseconds in which what changes together is said together. */
const gathering = 80;

/** Parts of a step that are read without being gone to: its texts, not what can be pressed. */
const texts = 'main h1, main p, main li, main output';

/**
 * Says what is on the page, to whoever asked for it: a new step with its texts, what has the focus, and what changes by itself. Looks at the page as
 * it is drawn and draws nothing. What is said stops as soon as the listener goes on.
 */
export class Speech {
  readonly #root: HTMLElement;
  readonly #isOn: () => boolean;
  readonly #told = new WeakMap<Element, string>();
  #audio: AudioContext | undefined;
  #speaking: AbortController | undefined;
  readonly #waiting: string[] = [];
  #volume = usual;
  #wasOn = false;
  #step = '';
  #focus: Element | null = null;
  /** What is said of the state of what has the focus. */
  #said = '';
  #last = '';
  #soon: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, isOn: () => boolean) {
    this.#root = root;
    this.#isOn = isOn;
  }

  start(): void {
    const look = (): void => {
      if (this.#wasOn && !this.#isOn()) this.#look();
      this.#soon ??= setTimeout(() => this.#look(), gathering);
    };
    new MutationObserver(look).observe(this.#root, { subtree: true, childList: true, characterData: true });
    document.addEventListener('focusin', look);
    look();
  }

  again(): void {
    this.#say(this.#last);
  }

  /** The next volume, heard at once. */
  nextVolume(): void {
    this.#volume = (this.#volume + 1) % volumes.length;
    this.again();
  }

  /** Louder or softer, as far as it goes; heard at once. */
  changeVolume(step: number): void {
    this.#volume = Math.min(volumes.length - 1, Math.max(0, this.#volume + step));
    this.again();
  }

  #look(): void {
    this.#soon = undefined;
    const on = this.#isOn();
    if (!on) {
      if (this.#wasOn) this.#silence();
      this.#wasOn = false;
      this.#volume = usual;
      return;
    }
    const main = this.#root.querySelector('main');
    const step = `${document.documentElement.lang} ${main?.id} ${main?.querySelector('h1')?.textContent}`;
    const isNew = !this.#wasOn || step !== this.#step;
    const changed = this.#changes();
    const { activeElement } = document;
    const said = saidOf(activeElement);
    const isSame = activeElement === this.#focus;
    const focus = isSame ? (said === this.#said ? '' : said) : nameOf(activeElement);
    this.#wasOn = true;
    this.#step = step;
    this.#focus = activeElement;
    this.#said = said;
    const words = isNew ? [...this.#texts(), nameOf(activeElement)] : [...changed, focus];
    const all = words.filter(word => word !== '').join('. ');
    if (all === '') return;
    // Whoever goes to "Repeat" wants what was said before.
    if (isNew || !activeElement?.closest('#speech')) this.#last = all;
    if (isNew || focus !== '') this.#say(all);
    else this.#add(all);
  }

  #texts(): string[] {
    const all = Array.from(this.#root.querySelectorAll(texts));
    return all.filter(each => !each.closest('a, button, [role=button]')).map(wordsOf);
  }

  /** What has changed in the parts that are announced. */
  #changes(): string[] {
    const said: string[] = [];
    for (const part of this.#root.querySelectorAll(
      '[role=status], [role=alert], [role=alertdialog], output',
    )) {
      const words = wordsOf(part);
      const before = this.#told.get(part);
      this.#told.set(part, words);
      if (words === '' || words === before) continue;
      // A question is asked once, whatever counts down in it.
      if (before === undefined || part.role !== 'alertdialog') said.push(words);
    }
    return said;
  }

  #silence(): void {
    this.#waiting.length = 0;
    this.#speaking?.abort();
    this.#speaking = undefined;
  }

  /** Instead of what is being said: the listener has gone on. */
  #say(text: string): void {
    this.#silence();
    this.#add(text);
  }

  /** After what is being said: news does not cut off a number. */
  #add(text: string): void {
    this.#waiting.push(text);
    if (!this.#speaking) void this.#speak();
  }

  async #speak(): Promise<void> {
    const speaking = new AbortController();
    this.#speaking = speaking;
    for (let text = this.#waiting.shift(); text !== undefined; text = this.#waiting.shift()) {
      // Without a voice the page stays as it is: everything stands on it as well.
      await this.#play(text, speaking.signal).catch(() => undefined);
      if (speaking.signal.aborted) return;
    }
    this.#speaking = undefined;
  }

  async #play(text: string, signal: AbortSignal): Promise<void> {
    const { documentElement: page } = document;
    const query = new URLSearchParams({ language: page.lang.split('-')[0] ?? '', text });
    const response = await fetch(`/api/speech?${query}`, { signal });
    if (!response.ok) return;
    this.#audio ??= new AudioContext();
    const audio = this.#audio;
    await audio.resume();
    const buffer = await audio.decodeAudioData(await response.arrayBuffer());
    if (signal.aborted) return;
    const gain = new GainNode(audio);
    gain.gain.value = volumes[this.#volume] ?? 1;
    const sound = new AudioBufferSourceNode(audio, { buffer });
    sound.connect(gain).connect(audio.destination);
    signal.addEventListener('abort', () => sound.stop());
    page.dataset.speaking = text;
    sound.start();
    await new Promise(resolve => sound.addEventListener('ended', resolve));
    if (page.dataset.speaking === text) delete page.dataset.speaking;
  }
}

function nameOf(element: Element | null): string {
  if (!element || element === document.body) return '';
  const label = element.getAttribute('aria-labelledby') ?? '';
  const named = label === '' ? null : document.getElementById(label);
  const name = element.getAttribute('aria-label') ?? wordsOf(named ?? element);
  return [name, saidOf(element)].filter(word => word !== '').join(', ');
}

/** Whether it is chosen, in words of the page. */
function saidOf(element: Element | null): string {
  return (element instanceof HTMLElement && element.dataset.said) || '';
}

/** What is written in it, without signs that only please the eye. */
function wordsOf(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const mute of copy.querySelectorAll('[aria-hidden=true], svg')) mute.remove();
  return (copy.textContent ?? '').replace(/\s+/g, ' ').trim();
}
