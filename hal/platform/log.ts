/** What the product needs of a logger; pino fits as it is. Levels as in syslog's everyday use. */
export interface Log {
  debug(fields: object, message: string): void;
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

/** Says nothing: for tests and simulations that look at behaviour. */
export const silent: Log = { debug() {}, info() {}, warn() {}, error() {} };
