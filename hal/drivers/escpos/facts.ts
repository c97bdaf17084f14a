import type { DeviceStatus } from '../../device';
import type { StatusQuery } from './commands';

/** What a printer said of itself. A fact that is absent is not known. */
export interface Facts {
  readonly offline?: boolean;
  readonly coverOpen?: boolean;
  readonly feeding?: boolean;
  readonly paperOut?: boolean;
  /** Printing stands still for want of paper. */
  readonly paperStop?: boolean;
  readonly paperLow?: boolean;
  /** Some error; the others say which. */
  readonly error?: boolean;
  readonly cutterError?: boolean;
  readonly mechanicalError?: boolean;
  readonly fatalError?: boolean;
  /** Goes away by itself, such as a hot print head. */
  readonly passingError?: boolean;
}

/** One answer to DLE EOT. Absent sensors read as "adequate" (TM-U220, TM-T20II), so `paperLow` false promises nothing. */
export function factsOfAnswer(query: StatusQuery, byte: number): Facts {
  const bit = (n: number) => (byte & (1 << n)) !== 0;
  switch (query) {
    case 1:
      return { offline: bit(3) };
    case 2:
      return { coverOpen: bit(2), feeding: bit(3), paperStop: bit(5), error: bit(6) };
    case 3:
      return { mechanicalError: bit(2), cutterError: bit(3), fatalError: bit(5), passingError: bit(6) };
    case 4:
      return { paperLow: (byte & 0x0c) !== 0, paperOut: (byte & 0x60) !== 0 };
  }
}

/** The four bytes of the automatic status. */
export function factsOfAutomatic([printer = 0, error = 0, paper = 0]: readonly number[]): Facts {
  return {
    offline: (printer & 0x08) !== 0,
    coverOpen: (printer & 0x20) !== 0,
    feeding: (printer & 0x40) !== 0,
    mechanicalError: (error & 0x04) !== 0,
    cutterError: (error & 0x08) !== 0,
    fatalError: (error & 0x20) !== 0,
    passingError: (error & 0x40) !== 0,
    paperLow: (paper & 0x03) !== 0,
    paperOut: (paper & 0x0c) !== 0,
  };
}

/** Whether two views of a printer say the same wherever both say something. */
export function agree(one: Facts, other: Facts): boolean {
  return (Object.keys(one) as (keyof Facts)[]).every(
    fact => other[fact] === undefined || one[fact] === other[fact],
  );
}

/**
 * The three-valued verdict: any bad fact is a failure; ok needs both "online" (which a printer is only with its cover closed and
 * no error) and "paper present"; everything else is not known, hence `undefined`.
 */
export function statusOfFacts(facts: Facts): DeviceStatus | undefined {
  const warnings = facts.paperLow ? (['printer-paper-low'] as const) : undefined;
  const failed = (code: NonNullable<DeviceStatus['code']>, detail?: string): DeviceStatus => ({
    health: 'failed',
    code,
    ...(detail ? { detail } : {}),
    ...(warnings ? { warnings } : {}),
  });
  if (facts.coverOpen) return failed('printer-cover-open');
  if (facts.paperOut || facts.paperStop) return failed('printer-paper-out');
  if (facts.cutterError) return failed('printer-cutter-jam');
  if (facts.fatalError) return failed('printer-error', 'the printer says that only switching off helps');
  if (facts.mechanicalError) return failed('printer-error', 'the printer reports a mechanical error');
  if (facts.passingError) return failed('printer-offline', 'the print head is too hot; it cools down');
  if (facts.error) return failed('printer-error');
  if (facts.offline) {
    return failed('printer-offline', facts.feeding ? 'its feed button is pressed' : undefined);
  }
  if (facts.offline === false && facts.paperOut === false) {
    return { health: 'ok', ...(warnings ? { warnings } : {}) };
  }
  return undefined;
}
