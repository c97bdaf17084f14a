import type { Edge } from '../../line';
import type { TiskiError } from '../../platform/error';
import type { LinePlace } from './line-place';

export type Bias = 'as-is' | 'up' | 'down' | 'off';

export interface LineRequest {
  readonly place: LinePlace;
  /** Who holds the line, for others who find it busy. */
  readonly consumer: string;
  /** Active means low voltage. */
  readonly activeLow: boolean;
}

export interface InputRequest extends LineRequest {
  readonly bias: Bias;
  /** Time in milliseconds that the level must be steady before a change counts; 0 for none. */
  readonly debounce: number;
}

export interface OpenLine {
  /** Asks whether the line is still there, and makes up for what went unnoticed. @throws TiskiError `gpio-line-lost` */
  check(): void;
  /** Releases the line. Nothing is told of it afterwards. */
  close(): void;
}

export interface OpenInput extends OpenLine {
  readonly active: boolean;
}

export interface OpenOutput extends OpenLine {
  /** @throws TiskiError `gpio-line-lost` */
  write(on: boolean): void;
}

export interface InputListener {
  edge(edge: Edge): void;
  /** The line is of no use any more. The receiver closes it. */
  lost(error: TiskiError): void;
}

/** One way of the kernel to lines. Opening throws a TiskiError of the `gpio-` codes when the line cannot be had. */
export interface BackEnd {
  openInput(request: InputRequest, listener: InputListener): OpenInput;
  /** Takes the line with the level `on` from the first moment, without a glitch. */
  openOutput(request: LineRequest, on: boolean): OpenOutput;
}
