import { TiskiError } from '../../../platform/error';
import { describePlace, type LinePlace } from '../line-place';
import { groupsOf } from '../owning-group';
import { type Chips, linesOf, type OpenChip } from './chips';
import type { Kernel } from './kernel';

export interface FoundLine {
  readonly chip: OpenChip;
  readonly offset: number;
}

/**
 * The one line that the place means.
 * @throws TiskiError `gpio-absent`, `gpio-forbidden`, `gpio-chip-missing`, `gpio-chip-ambiguous`, `gpio-line-missing`
 */
export function findLine(kernel: Kernel, { chips, forbidden }: Chips, place: LinePlace): FoundLine {
  const fitting = place.chip === undefined ? chips : chips.filter(chip => chip.label === place.chip);
  if (fitting.length === 0) {
    if (forbidden.length > 0)
      throw new TiskiError('gpio-forbidden', `${forbidden.join(', ')}; ${groupsOf(forbidden)}`);
    if (chips.length === 0) throw new TiskiError('gpio-absent');
    throw new TiskiError('gpio-chip-missing', `"${place.chip}"; there are ${labels(chips)}`);
  }
  const { line } = place;
  if (typeof line === 'number' && place.chip === undefined)
    throw new TiskiError('gpio-chip-missing', `an offset needs its chip; there are ${labels(chips)}`);
  const found =
    typeof line === 'number'
      ? fitting.filter(chip => line < chip.lines).map(chip => ({ chip, offset: line }))
      : fitting.flatMap(chip =>
          linesOf(kernel, chip)
            .filter(({ name }) => name === line)
            .map(({ offset }) => ({ chip, offset })),
        );
  const [first, second] = found;
  if (!first) throw new TiskiError('gpio-line-missing', `${describePlace(place)}; ${ranges(fitting)}`);
  if (second) throw new TiskiError('gpio-chip-ambiguous', `${describePlace(place)} is on ${paths(found)}`);
  return first;
}

const labels = (chips: readonly OpenChip[]) => chips.map(({ label }) => `"${label}"`).join(', ');

const ranges = (chips: readonly OpenChip[]) =>
  chips.map(({ label, lines }) => `${label} has lines 0 to ${lines - 1}`).join(', ');

const paths = (found: readonly FoundLine[]) => found.map(({ chip }) => chip.path).join(' and ');
