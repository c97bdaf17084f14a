/** What wires and peers do to a driver, and what each word means here. */
export const faults = {
  bounce: 'one action arrives as several',
  stuck: 'something begins and does not end',
  'lost edge': 'a change happens and nobody tells',
  unplug: 'the peer is gone',
  rename: 'the peer comes back under another name',
  slow: 'everything arrives, late',
  'half-open': 'the peer seems to be there and says nothing',
  garbage: 'bytes that mean nothing',
  'reset in mid-command': 'the peer starts anew while it does something',
  'two owners': 'somebody else uses the peer',
} as const;

export type Fault = keyof typeof faults;

export const faultNames = Object.keys(faults) as readonly Fault[];
