import { withPatience } from './patience';

export type CommandReply =
  | { readonly ok: true; readonly result: Readonly<Record<string, unknown>> }
  | {
      readonly ok: false;
      readonly code: string;
      readonly message: string;
      readonly result?: Readonly<Record<string, unknown>>;
    };

/** Names a press: the box carries out a command with the same id once, however often it arrives. */
export function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(12)), byte =>
    byte.toString(16).padStart(2, '0'),
  ).join('');
}

/**
 * Sends a command, once more with the same id if the connection breaks: one that was kept open may be given up by the box in the moment of the
 * press. Never rejects: a box that does not answer is a refusal with the code `no-answer`.
 * @param by a role and its place, such as `counter/1`
 */
export async function sendCommand(
  name: string,
  args: object,
  { id = newId(), by = 'page' }: { readonly id?: string; readonly by?: string } = {},
): Promise<CommandReply> {
  return (await post(`/api/command/${name}`, { id, by, args }, { again: true })) as CommandReply;
}

/** Posts JSON and gives the JSON that comes back, or a refusal with the code `no-answer`. No content is a reply that all is well. */
export async function postJson(path: string, body: object): Promise<unknown> {
  return post(path, body, { again: false });
}

/** @param again whether the box takes what comes twice for one */
async function post(path: string, body: object, { again }: { readonly again: boolean }): Promise<unknown> {
  try {
    return await withPatience(signal =>
      answer(path, body, signal).catch(error => {
        if (again && isBroken(error) && !signal.aborted) return answer(path, body, signal);
        throw error;
      }),
    );
  } catch {
    const message = 'The box does not answer; look at the queue before you try again';
    return { ok: false, code: 'no-answer', message };
  }
}

/** Fetch standard: a network error is a TypeError. */
function isBroken(error: unknown): boolean {
  return error instanceof TypeError;
}

async function answer(path: string, body: object, signal: AbortSignal): Promise<unknown> {
  const response = await fetch(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal,
  });
  return response.status === 204 ? { ok: true, result: {} } : response.json();
}
