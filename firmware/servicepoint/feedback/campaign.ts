/**
 * When feedback is collected (FBK-02, FBK-18). The sources contradict each other (X1: "continuous collecting is not sensible" of 2015, "a
 * repeating and continuous measure" of 2023), so each site chooses, and every answer is kept with the way in which it was collected.
 */
export type Campaign =
  | { readonly mode: 'always' }
  | { readonly mode: 'off' }
  | { readonly mode: 'window'; readonly windows: readonly CampaignWindow[] };

/** Local days, YYYY-MM-DD, both included. */
export interface CampaignWindow {
  readonly from: string;
  readonly until: string;
}

/** How an answer of this day is collected, or nothing when none is taken. */
export type Collection = 'always' | 'window';

export function collectionOn(campaign: Campaign, day: string): Collection | undefined {
  if (campaign.mode === 'always') return 'always';
  if (campaign.mode === 'off') return undefined;
  return campaign.windows.some(({ from, until }) => from <= day && day <= until) ? 'window' : undefined;
}
