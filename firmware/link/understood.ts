import { Value } from '@sinclair/typebox/value';
import { type CatalogueCode, catalogue } from '../../hal/platform/catalogue';
import type { Reply } from '../runtime';
import { CommandId, CommandMessage } from './messages';

/** Longest command, bytes. */
const mostBytes = 16_384;

/** Longest message that is still searched for the id of whoever is to be told that it was too long. */
const mostBytesForId = 262_144;

interface Misunderstood {
  readonly id: string | undefined;
  readonly code: CatalogueCode;
  readonly detail: string;
}

/** A command as it came over the wire, or why it is none and, if that can be told, whose. */
export function understood(payload: Buffer): CommandMessage | Misunderstood {
  const tooLong = payload.length > mostBytes;
  if (payload.length > mostBytesForId) return invalid(undefined, `longer than ${mostBytes} bytes`);
  let message: unknown;
  try {
    message = JSON.parse(payload.toString('utf8'));
  } catch {
    return invalid(undefined, 'not JSON');
  }
  if (!tooLong && Value.Check(CommandMessage, message)) return message;
  const id = idOf(message);
  if (tooLong) return invalid(id, `longer than ${mostBytes} bytes`);
  // Dearer than the check, so it is left to messages that are wrong.
  const problem = Value.Errors(CommandMessage, message).First();
  return invalid(id, `${problem?.path || 'message'}: ${problem?.message}`);
}

function invalid(id: string | undefined, detail: string): Misunderstood {
  return { id, code: 'command-invalid', detail };
}

function idOf(message: unknown): string | undefined {
  const id = typeof message === 'object' && message !== null && 'id' in message ? message.id : undefined;
  return Value.Check(CommandId, id) ? id : undefined;
}

/** Says no to a command, in the words of the catalogue. */
export function refusal(code: CatalogueCode, detail?: string): Reply {
  const { what } = catalogue[code];
  return { ok: false, code, message: detail === undefined ? what : `${what}: ${detail}` };
}
