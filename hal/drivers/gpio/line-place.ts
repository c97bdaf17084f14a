/** Where a line is, by names that survive a restart, another kernel and another order of plugging. */
export interface LinePlace {
  /** Label of the chip, such as `pinctrl-rp1`. May be left out for a line with a name. */
  readonly chip?: string;
  /** Offset on the chip (on a Raspberry Pi the BCM number), or the line's own name such as `GPIO17`. */
  readonly line: number | string;
}

/** For messages. */
export function describePlace({ chip, line }: LinePlace): string {
  return chip === undefined ? `line ${line}` : `line ${line} of ${chip}`;
}
