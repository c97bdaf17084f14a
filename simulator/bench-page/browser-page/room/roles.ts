import type { StateView } from '../../../../firmware/screens/views';
import { card, el } from '../dom';
import type { Part } from '../part';

/** Links to every page: who wants to be somebody in this room opens one. */
export class Roles implements Part {
  readonly element: HTMLElement;

  constructor({ kiosks, counters }: StateView) {
    const roles: readonly (readonly [href: string, who: string, does: string])[] = [
      ...kiosks
        .slice(0, 1)
        .map(({ id }) => [`/kiosk/${id}`, 'A customer who comes', 'takes a number'] as const),
      ['/display', 'A customer who waits', 'looks at the lobby display'],
      ...counters
        .slice(0, 1)
        .map(({ id }) => [`/counter/${id}`, 'An officer', 'calls and serves at a counter'] as const),
      ['/advisor', 'The lobby advisor', 'helps with a tablet'],
      ['/feedback', 'A customer who goes', 'tells how it went'],
      ['/technician', 'The technician', 'finds out what is broken'],
      ['/simulator/bench', 'A developer', 'has every device on the bench'],
      ['/', 'A program', 'reads the same by JSON and MQTT'],
    ];
    this.element = card(
      'roles',
      'Play a role',
      el(
        'ul',
        { class: 'roles' },
        ...roles.map(([href, who, does]) =>
          el('li', {}, el('a', { href, target: '_blank', rel: 'noopener' }, el('b', {}, who), ` ${does}`)),
        ),
      ),
    );
  }
}
