/**
 * Public entry: devices on the other side of a wire, for testing whatever talks to such devices. Each is started by one call, listens on 127.0.0.1 or
 * behind a link, fails when it is told to, and is stopped by `stop()`.
 */
export { SystemTime, type Time, type Timer } from '../../hal/platform/time';
export * from '../board';
export * from '../codec';
export * from '../printer';
export { VirtualTime } from '../time/virtual-time';
export { startBoard, startCodec, startPrinter } from './start';
