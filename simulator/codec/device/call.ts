/** As `xStatus Call [n] Status` names them. */
export type CallStatus =
  | 'Idle'
  | 'Dialling'
  | 'Ringing'
  | 'Connecting'
  | 'Connected'
  | 'Disconnecting'
  | 'OnHold'
  | 'EarlyMedia'
  | 'Preserved'
  | 'RemotePreserved';

export type AnswerState = 'Unanswered' | 'Ignored' | 'Autoanswered' | 'Answered';

/** One row of `xStatus Call`, with the unit's own names. */
export interface Call {
  readonly id: number;
  readonly Status: CallStatus;
  readonly Direction: 'Incoming' | 'Outgoing';
  readonly AnswerState: AnswerState;
  readonly CallbackNumber: string;
  readonly RemoteNumber: string;
  readonly DisplayName: string;
  readonly Protocol: string;
  readonly CallType: string;
  readonly DeviceType: string;
}

export type CallFields = Omit<Call, 'id'>;

/** What feedback tells of a call: the fields that changed, or that the call is no more. */
export type CallChange = { readonly id: number } & (Partial<CallFields> | { readonly ghost: 'True' });
