import { Value } from '@sinclair/typebox/value';
import { parse } from 'yaml';
import { TiskiError } from '../../hal/platform/error';
import { Notes } from '../format/manifest';

/**
 * What is new, from a YAML file with the keys `fi`, `sv` and `en`: no release without a word for its people in their languages (OTA-05).
 * @throws TiskiError `release-refused` naming what is missing
 */
export function readNotes(content: string): Notes {
  const parsed: unknown = parse(content);
  if (Value.Check(Notes, parsed)) return parsed;
  const { path = '', message = 'not readable' } = { ...Value.Errors(Notes, parsed).First() };
  throw new TiskiError('release-refused', `notes: ${path.slice(1) || 'file'}: ${message}`);
}
