import { pino } from 'pino';
import type { Log } from '../hal/platform/log';
import type { LogTail } from './log-tail';

export { LogTail } from './log-tail';

/**
 * Lines of JSON on standard error; standard output belongs to the ready line.
 * @param level as in pino, such as `info` or `warn`
 * @param tail keeps the last of them
 */
export function createLog(level: string, tail?: LogTail): Log {
  const standardError = pino.destination({ fd: 2, sync: true });
  const both = {
    write(line: string): void {
      standardError.write(line);
      tail?.keep(line);
    },
  };
  const logger = pino(
    { level, base: undefined, timestamp: pino.stdTimeFunctions.isoTime },
    tail ? both : standardError,
  );
  return {
    debug: (fields, message) => logger.debug(fields, message),
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
  };
}
