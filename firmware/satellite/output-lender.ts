import type { Lamp, LampSign } from '../../hal/lamp';
import type { NumberDisplay } from '../../hal/number-display';
import type { Time, Timer } from '../../hal/platform/time';
import type { HubLink } from './hub-link';
import type { Part } from './part';

/** How long a refusal stays on a lamp, ms. */
const refusalFor = 3000;

/** On a number display while nobody knows which number is true. */
const unknownText = '----';

/** Brings an output to what the hub wishes, whenever that may have changed. */
abstract class OutputLender implements Part {
  protected readonly link: HubLink;
  readonly #device: string;
  readonly #follow = () => this.follow();
  readonly #followOwn = (device: string) => {
    if (device === this.#device) this.follow();
  };

  constructor(device: string, link: HubLink) {
    this.#device = device;
    this.link = link;
  }

  start(): void {
    const { events } = this.link;
    events.on('linked', this.#follow);
    events.on('lost', this.#follow);
    events.on('shown', this.#followOwn);
    this.follow();
  }

  stop(): void {
    const { events } = this.link;
    events.off('linked', this.#follow);
    events.off('lost', this.#follow);
    events.off('shown', this.#followOwn);
  }

  protected abstract follow(): void;

  protected get wish() {
    return this.link.wish(this.#device);
  }
}

/** A lamp shows `fault` while nobody knows what the hub wishes: it is never dark because something is broken. */
export class LampLender extends OutputLender {
  readonly #lamp: Lamp;
  readonly #time: Time;
  #refusal: Timer | undefined;

  constructor(lamp: Lamp, link: HubLink, time: Time) {
    super(lamp.name, link);
    this.#lamp = lamp;
    this.#time = time;
  }

  /** Says for a moment that a press was refused, then shows again what is true. */
  refuse(): void {
    this.#refusal?.cancel();
    this.#refusal = this.#time.after(refusalFor, 'refusal sign', () => {
      this.#refusal = undefined;
      this.follow();
    });
    this.#lamp.show('refused');
  }

  override stop(): void {
    super.stop();
    this.#refusal?.cancel();
    this.#refusal = undefined;
    this.#lamp.show('off');
  }

  protected follow(): void {
    if (!this.#refusal) this.#lamp.show(this.#sign());
  }

  #sign(): LampSign {
    const { wish } = this;
    return wish && 'sign' in wish ? wish.sign : 'fault';
  }
}

/** A number display shows dashes while nobody knows which number is true. */
export class NumberDisplayLender extends OutputLender {
  readonly #display: NumberDisplay;

  constructor(display: NumberDisplay, link: HubLink) {
    super(display.name, link);
    this.#display = display;
  }

  override stop(): void {
    super.stop();
    this.#display.show('');
  }

  protected follow(): void {
    const { wish } = this;
    this.#display.show(wish && 'text' in wish ? wish.text : unknownText);
  }
}
