import { Type } from '@sinclair/typebox';
import { exactly } from '../../servicepoint/vocabulary';

/** What the technician's page sends besides commands. */

const oneOf = <Word extends string>(...words: readonly Word[]) =>
  Type.Union(words.map(word => Type.Literal<Word>(word)));

export const PairBody = exactly({
  code: Type.String({ minLength: 1, maxLength: 40, description: 'As it stands on the slip' }),
});

export const TrialBody = Type.Union([
  exactly({
    act: Type.Literal('sign'),
    sign: oneOf('off', 'on', 'call', 'prompt', 'ring', 'refused', 'fault'),
  }),
  exactly({ act: Type.Literal('tone'), tone: oneOf('chime', 'refused', 'ring', 'test') }),
  exactly({ act: Type.Literal('segments') }),
  exactly({ act: Type.Literal('roll-changed') }),
]);
