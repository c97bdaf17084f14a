import { from, type Sourced } from './sourced';

type Provider = 'benefits' | 'employment' | 'tax' | 'police' | 'register';

/** Euros for the events of each provider, 23.9.2014-30.4.2015 (N-091). */
const paid = {
  kiiminki: { benefits: 1632, employment: 244, tax: 192, police: 2088, register: 94 },
  parainen: { benefits: 53, employment: 12, tax: 696, police: 45, register: 540 },
  pelkosenniemi: { benefits: 318, employment: 15, tax: 40, police: 127, register: 9 },
  saarijarvi: { benefits: 245, employment: 1525, tax: 837, police: 309, register: 711 },
} as const satisfies Record<string, Record<Provider, number>>;

/**
 * Splits a number of events over the providers as they paid for them: the only figure that the sources give for every provider of these
 * sites. That all paid alike for an event is an assumption.
 * @param total events a day
 * @param known providers of which the number is known otherwise: they get none of the total
 */
export function compensated(
  site: keyof typeof paid,
  total: number,
  known: readonly Provider[] = [],
): Readonly<Record<Provider, Sourced<number>>> {
  const shares = (Object.entries(paid[site]) as [Provider, number][]).map(
    ([provider, euros]) => [provider, known.includes(provider) ? 0 : euros] as const,
  );
  const all = shares.reduce((sum, [, euros]) => sum + euros, 0);
  const source = 'N-021, N-091: the half that is not municipal, as the providers paid';
  return Object.fromEntries(
    shares.map(([provider, euros]) => [provider, from(source, (total * euros) / all)]),
  ) as Record<Provider, Sourced<number>>;
}
