import type { EventData, EventType } from './events';
import type { RefusalCode } from './refusal';

/** The outcome of a command: facts and a result for the asker, or a refusal. */
export type Decision =
  | {
      readonly ok: true;
      readonly events: readonly EventDraft[];
      readonly result: Readonly<Record<string, unknown>>;
    }
  | {
      readonly ok: false;
      readonly code: RefusalCode;
      /** For logs. */
      readonly detail: string;
      /** What whoever asked may do instead, where there is something. */
      readonly result?: Readonly<Record<string, unknown>>;
      /** What the refusal itself leaves behind. */
      readonly events?: readonly EventDraft[];
    };

/** A fact before it has a time: all facts of one command share the command's. */
export type EventDraft = { [T in EventType]: { readonly type: T; readonly data: EventData<T> } }[EventType];

export function refuse(
  code: RefusalCode,
  detail: string,
  result?: Readonly<Record<string, unknown>>,
): Decision {
  return { ok: false, code, detail, ...(result && { result }) };
}

export function accept(
  events: readonly EventDraft[],
  result: Readonly<Record<string, unknown>> = {},
): Decision {
  return { ok: true, events, result };
}
