import type { DriverContext } from '../../driver';
import type { LineRequest } from './back-end';
import { GpioInput } from './input-line';
import type { InputOptions, OutputOptions } from './line-options';
import { describePlace } from './line-place';
import { GpioOutput } from './output-line';

/** The input of the device `name` as the site file describes it. */
export function makeInput(name: string, options: InputOptions, { time, log, tap }: DriverContext): GpioInput {
  const { bias, steady } = options;
  const request = requestOf(name, options);
  const input = new GpioInput({ ...request, bias, debounce: steady }, options.interface, time, log);
  if (tap) input.events.on('edge', edge => tap.edge(name, describePlace(request.place), edge));
  return input;
}

/** The output of the device `name` as the site file describes it. */
export function makeOutput(name: string, options: OutputOptions, { time, log }: DriverContext): GpioOutput {
  return new GpioOutput(requestOf(name, options), options.interface, time, log);
}

function requestOf(name: string, { chip, line, activeLow }: OutputOptions): LineRequest {
  return { place: { ...(chip === undefined ? {} : { chip }), line }, consumer: `tiski ${name}`, activeLow };
}
