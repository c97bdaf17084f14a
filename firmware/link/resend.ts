import { Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import type { Reply } from '../runtime';
import { actorFrom } from '../servicepoint/rights/actor';
import { exactly } from '../servicepoint/vocabulary';
import { CommandMessage, type ReplyMessage } from './messages';
import type { Outbox } from './outbox';
import { refusal, understood } from './understood';

/** The command that is about the link itself: it changes nothing at the point, so the journal never hears of it. */
export const resendCommand = 'resend';

const ResendArgs = exactly({
  from: Type.Integer({ minimum: 1, description: 'Sequence of the first event that the receiver lacks' }),
  epoch: Type.Optional(
    Type.String({
      maxLength: 64,
      description:
        'Epoch that `from` is of. The box begins with its first event if it has another one by now',
    }),
  ),
});

const { id, by } = CommandMessage.properties;
export const ResendMessage = exactly({ id, by, args: ResendArgs });

/** What is said to a message that asks for it; nothing if it does not say who asks. */
export function replyToResend(payload: Buffer, outbox: Outbox, epoch: string): ReplyMessage | undefined {
  const message = understood(payload);
  if (message.id === undefined) return undefined;
  const reply = 'code' in message ? refusal(message.code, message.detail) : resend(message, outbox, epoch);
  return { id: message.id, ...reply } as ReplyMessage;
}

/**
 * Lets the outbox send again what a receiver lacks. A broker may lose what it has acknowledged, and only the receiver can know; so it asks, and
 * the box answers from which number on it still has them, and what its last one is. Harmless when repeated or late.
 */
function resend({ by, args }: CommandMessage, outbox: Outbox, epoch: string): Reply {
  if (actorFrom(by)?.role !== 'central') return refusal('not-allowed');
  const problem = Value.Errors(ResendArgs, args ?? {}).First();
  if (problem) return refusal('command-invalid', `args${problem.path}: ${problem.message}`);
  const { from, epoch: asked = epoch } = Value.Decode(ResendArgs, args);
  return { ok: true, result: { epoch, asked: from, ...outbox.again(asked === epoch ? from : 1) } };
}
