import { Html } from '../../html';
import type { Arrow } from './display-feed';

/** Degrees by which an arrow to the right is turned. Ahead points up and other floors aslant, as signs in buildings do (ISO 7001). */
const turned: Readonly<Record<Arrow, number>> = {
  right: 0,
  down: 45,
  back: 90,
  left: 180,
  ahead: 270,
  up: 315,
};

const pointer = 'M8 42h50L40 24l12-12 38 38-38 38-12-12 18-18H8z';
/** A way as a picture; its words stand beside it. */
export function arrowPicture(arrow: Arrow): Html {
  return new Html(
    `<svg class="arrow" viewBox="0 0 100 100" aria-hidden="true" fill="currentColor"><path transform="rotate(${turned[arrow]} 50 50)" d="${pointer}"/></svg>`,
  );
}
