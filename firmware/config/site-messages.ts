import { Type } from '@sinclair/typebox';
import { exactly } from '../servicepoint/vocabulary';
import { Id, Text } from './site-parts';

/** TKT-11. */
export const PresetMessage = exactly({
  id: Id('Short name of the message, unique among them; stands in events instead of its text'),
  text: Text('What the officer reads, such as "A customer whose turn has passed is back"'),
  minutes: Type.Integer({
    minimum: 1,
    maximum: 240,
    default: 15,
    description: 'Minutes after which it is taken away from counters that have not said that they saw it',
  }),
});
