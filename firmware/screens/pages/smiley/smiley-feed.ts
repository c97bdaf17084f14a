import type { ShellFeed } from '../shell/frame';

type Name = Readonly<Record<string, string>>;

/** What `/api/feedback/{unit}` answers: all that the sign beside a smiley unit shows. */
export interface SmileyFeed extends ShellFeed {
  readonly unit: string;
  /** Absent while no feedback is collected. */
  readonly asked?: {
    readonly text: Name;
    /** What the unhappiest and the happiest face mean. */
    readonly unhappy: Name;
    readonly happy: Name;
  };
}
