import type { ShellFeed } from '../shell/frame';

export type Name = Readonly<Record<string, string>>;

/** What `/api/feedback` answers: all that the touch page shows. */
export interface FeedbackFeed extends ShellFeed {
  /** Seconds without a touch until the page asks whether somebody is still there. */
  readonly idle: number;
  /** Languages that the box can speak aloud. */
  readonly speaks: readonly string[];
  /** In the order of asking; absent while no feedback is collected. */
  readonly asked?: { readonly version: number; readonly questions: readonly AskedQuestion[] };
  /** When it is collected next, if that is known: noon of the first and the last day, ms since 1970-01-01 UTC. */
  readonly next?: { readonly from: number; readonly until: number };
  readonly organisations: readonly {
    readonly id: string;
    readonly name: Name;
    readonly services: readonly { readonly id: string; readonly name: Name; readonly unsure: boolean }[];
  }[];
  /** Characters of the customer's own words. */
  readonly longest: number;
}

export type AskedQuestion = MenuAsked | ScaleAsked | WordsAsked;

interface Asked {
  readonly id: string;
  readonly text: Name;
}

export interface MenuAsked extends Asked {
  readonly kind: 'menu';
}

export interface ScaleAsked extends Asked {
  readonly kind: 'scale';
  readonly lowest: { readonly answer: number; readonly meaning: Name };
  readonly highest: { readonly answer: number; readonly meaning: Name };
}

export interface WordsAsked extends Asked {
  readonly kind: 'open';
}
