/** What the API says about one call: everything, or only what changed. */
export interface CallReport {
  readonly id: string;
  /** The call is no more. */
  readonly isGhost: boolean;
  readonly status?: string;
  readonly direction?: string;
  readonly answer?: string;
  /** The address of the other end. */
  readonly caller?: string;
}

/** Address first, then what only names: the directory of the site makes a name of an address (RNG-12). */
const callerFields = ['CallbackNumber', 'RemoteNumber', 'RemoteURI', 'DisplayName'] as const;

/**
 * The calls in an answer to `xStatus Call`: nothing at all when there are none, else a list.
 * @throws TypeError when it is neither
 */
export function callReports(value: unknown): readonly CallReport[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.map(callReport);
  if (isRecord(value)) return Object.keys(value).length === 0 ? [] : [callReport(value)];
  throw new TypeError('the list of calls is no list');
}

/** The calls in a message of feedback, which may be about something else. @throws TypeError */
export function callReportsInFeedback(payload: unknown): readonly CallReport[] {
  return isRecord(payload) && isRecord(payload.Status) ? callReports(payload.Status.Call) : [];
}

function callReport(value: unknown): CallReport {
  if (!isRecord(value)) throw new TypeError('a call is no object');
  const id = text(value.id);
  if (id === undefined) throw new TypeError('a call has no id');
  const status = text(value.Status);
  const direction = text(value.Direction);
  const answer = text(value.AnswerState);
  const caller = callerFields.map(field => text(value[field])).find(address => address);
  return {
    id,
    isGhost: /^true$/i.test(text(value.ghost) ?? ''),
    ...(status !== undefined && { status }),
    ...(direction !== undefined && { direction }),
    ...(answer !== undefined && { answer }),
    ...(caller !== undefined && { caller }),
  };
}

/** Over WebSocket ids are numbers and ghosts true, over SSH both are text. */
function text(value: unknown): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
