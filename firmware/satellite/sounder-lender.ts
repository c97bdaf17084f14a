import type { Act } from '../../hal/drivers/satellite/messages';
import type { Sounder } from '../../hal/sounder';
import type { HubLink } from './hub-link';
import type { Part } from './part';

/** Plays what the hub asks for. */
export class SounderLender implements Part {
  readonly #sounder: Sounder;
  readonly #link: HubLink;
  readonly #act = (device: string, act: Act['act']) => {
    if (device === this.#sounder.name && 'tone' in act) this.#sounder.play(act.tone);
  };

  constructor(sounder: Sounder, link: HubLink) {
    this.#sounder = sounder;
    this.#link = link;
  }

  start(): void {
    this.#link.events.on('act', this.#act);
  }

  stop(): void {
    this.#link.events.off('act', this.#act);
  }

  refuse(): void {
    this.#sounder.play('refused');
  }
}
