import type { Device, DeviceEvents } from './device';

/** A face, from 1 (most dissatisfied) to the number of faces of the unit. */
export type Face = number;

/** A listener to `pressed` may return a promise of whether the press was carried out: see `dealtWith`. */
export interface SmileyUnitEvents extends DeviceEvents {
  /** At the closing of the contact: the answer of the unit may take at most 50 ms (product.md, "Feedback"). */
  pressed: [press: { readonly face: Face; readonly at: number }];
  released: [release: { readonly face: Face; readonly at: number }];
}

/** A feedback unit with 4 or 5 buttons. Knows nothing of questions: it tells which face was pressed, and shows that it was taken. */
export interface SmileyUnit extends Device<SmileyUnitEvents> {
  readonly kind: 'smiley-unit';
  readonly faces: 4 | 5;
  /** The light or tone by which a customer sees that the press was taken, or that it was not. */
  answer(taken: boolean): void;
}
