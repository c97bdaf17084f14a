/** Each person after the first adds so much of a service: a family settles most of its matter together. A guess, until figures tell. */
const share = 0.25;

/** A group is one ticket and one service, which takes so many times as long as that of a single customer (TKT-15). At most 5.75, for 20 people. */
export function timesLonger(people: number | undefined): number {
  return 1 + share * ((people ?? 1) - 1);
}
