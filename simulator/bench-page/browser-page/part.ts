import type { Fact } from '../../../firmware/screens/browser-page/live';
import type { StateView } from '../../../firmware/screens/views';
import type { BenchView } from '../bench-view';

/** What the page knows now. */
export interface Seen {
  readonly state: StateView;
  readonly bench: BenchView;
}

/** A part of the page: made once, then brought to what is true now, so that the focus of a keyboard stays where it is. */
export interface Part {
  readonly element: HTMLElement;
  /** Selector of where it stands first; among the other parts, if left out. */
  readonly place?: string;
  show?(seen: Seen): void;
  /** A fact as it happens; newest last. */
  fact?(fact: Fact): void;
}
