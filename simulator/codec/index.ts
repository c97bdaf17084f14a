export { type Caller, SimulatedCodec, type SimulatedCodecOptions } from './codec';
export type { AnswerState, Call, CallStatus } from './device/call';
export type { Certificate } from './wire/certificate';
