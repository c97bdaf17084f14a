import type { Button, Gesture } from '../../hal/button';
import type { Act } from '../../hal/drivers/satellite/messages';
import type { Face, SmileyUnit } from '../../hal/smiley-unit';
import type { HubLink } from './hub-link';
import type { Part } from './part';

/** Tells the hub of each press at once; one that it does not take is refused in front of whoever pressed. */
export class ButtonLender implements Part {
  readonly #button: Button;
  readonly #link: HubLink;
  readonly #refuse: () => void;
  readonly #press = (gesture: Gesture) => {
    this.#link.press(this.#button.name, { gesture }, taken => {
      if (!taken) this.#refuse();
    });
  };

  constructor(button: Button, link: HubLink, refuse: () => void) {
    this.#button = button;
    this.#link = link;
    this.#refuse = refuse;
  }

  start(): void {
    this.#button.events.on('gesture', this.#press);
  }

  stop(): void {
    this.#button.events.off('gesture', this.#press);
  }
}

/** A smiley unit answers by itself when the hub does not take a press; what was taken is answered by the hub. */
export class SmileyUnitLender implements Part {
  readonly #unit: SmileyUnit;
  readonly #link: HubLink;
  readonly #pressed = ({ face }: { readonly face: Face }) => {
    this.#link.press(this.#unit.name, { face, down: true }, taken => {
      if (!taken) this.#unit.answer(false);
    });
  };
  readonly #released = ({ face }: { readonly face: Face }) => {
    this.#link.press(this.#unit.name, { face, down: false }, () => undefined);
  };
  readonly #act = (device: string, act: Act['act']) => {
    if (device === this.#unit.name && 'answer' in act) this.#unit.answer(act.answer);
  };

  constructor(unit: SmileyUnit, link: HubLink) {
    this.#unit = unit;
    this.#link = link;
  }

  start(): void {
    this.#unit.events.on('pressed', this.#pressed);
    this.#unit.events.on('released', this.#released);
    this.#link.events.on('act', this.#act);
  }

  stop(): void {
    this.#unit.events.off('pressed', this.#pressed);
    this.#unit.events.off('released', this.#released);
    this.#link.events.off('act', this.#act);
  }
}
