import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { Place } from './site-parts';

/** Back to how the box came out of its carton, by hand. */
export const Reset = exactly({
  button: Place('button', 'A button of this box that nobody holds by chance: behind the case, for a pin'),
  display: Type.Optional(Place('number-display', 'Counts down while the button is held')),
  lamp: Type.Optional(Place('lamp', 'Says that the button is held, and then that one more press is wanted')),
});
