import type { Log } from '../../hal/platform/log';

const line = (level: string) => (fields: object, message: string) =>
  void process.stderr.write(`${JSON.stringify({ level, ...fields, msg: message })}\n`);

/** Lines of JSON on standard error, as those of the appliance; the journal of the machine adds the time. */
export const roundLog: Log = { debug() {}, info: line('info'), warn: line('warn'), error: line('error') };
