/** Public entry: an ESC/POS printer to test against, an independent reader of ESC/POS bytes, and a picture of the paper. */
export { type Profile, type ProfileName, profiles } from './device/profile';
export type { PrinterStatus } from './device/status';
export type { Interruption, Ticket } from './device/ticket-store';
export { complaintsAbout, type DecodeOptions, decode, ticketText } from './language/decode';
export type {
  Alignment,
  BarcodeItem,
  Complaint,
  CutItem,
  DecodedItem,
  Dots,
  FeedItem,
  ImagePart,
  LineItem,
  PulseItem,
  QrItem,
  RasterItem,
  TextPart,
  TextStyle,
} from './language/items';
export { type RenderOptions, renderItems, renderTicket } from './picture/render';
export { SimulatedPrinter, type SimulatedPrinterEvents, type SimulatedPrinterOptions } from './printer';
export {
  type Answer,
  type Behaviour,
  dropConnectionAfter,
  garbage,
  lateAnswers,
  oneConnectionAtATime,
  silent,
  slow,
} from './wire/behaviour';
export { SerialLine, type SerialLineOptions } from './wire/serial-line';
