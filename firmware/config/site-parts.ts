import { type TString, Type } from '@sinclair/typebox';
import type { DeviceKind } from '../../hal/device';
import { DeviceName, Language, ServiceId } from '../servicepoint/vocabulary';
import { means, type Target } from './meaning';

/** Schemas of settings that stand in many places of the site file. */

export const idWords = 'small letters a-z, digits and hyphens, at most 40, such as "tax" or "counter-1"';

/** An id that the file itself gives. */
export const Id = (description: string): TString =>
  Type.String({ pattern: ServiceId.pattern, description, ...means({ expects: idWords }) });

/** The id of an entry of another list. */
export const Reference = (refersTo: Target, description: string): TString =>
  Type.String({ pattern: ServiceId.pattern, description, ...means({ expects: idWords, refersTo }) });

/** The name of a device of the given kind. */
export const Place = (device: DeviceKind, description: string): TString =>
  Type.String({ pattern: DeviceName.pattern, description, ...means({ expects: idWords, device }) });

export const languageWords = 'the code of a language in two or three small letters, such as fi, sv or en';

export const Text = (description: string) =>
  Type.Record(
    Type.String({ pattern: Language.pattern }),
    Type.String({
      maxLength: 200,
      pattern: '^[^\\u0000-\\u001f\\u007f]*[^\\s\\u0000-\\u001f\\u007f][^\\u0000-\\u001f\\u007f]*$',
      ...means({ expects: 'a text on one line, at most 200 characters, not empty' }),
    }),
    {
      additionalProperties: false,
      description,
      ...means({
        text: true,
        expects: 'the text in each language, such as { fi: Verotus, sv: Beskattning }',
        names: languageWords,
      }),
    },
  );
