/**
 * Topics below `tiski/1/{site}/`. Each appliance writes below its own name only, so that a broker's rule of one line keeps any other out.
 */
export const lendTopics = (satellite: string) => ({
  all: `${satellite}/lend/#`,
  beat: `${satellite}/lend/beat`,
  box: `${satellite}/lend/box`,
  report: (device: string) => `${satellite}/lend/${device}/report`,
  input: (device: string) => `${satellite}/lend/${device}/input`,
});

export const borrowTopics = (hub: string, satellite: string) => ({
  all: `${hub}/borrow/${satellite}/#`,
  beat: `${hub}/borrow/${satellite}/beat`,
  show: (device: string) => `${hub}/borrow/${satellite}/${device}/show`,
  act: (device: string) => `${hub}/borrow/${satellite}/${device}/act`,
  verdict: (device: string) => `${hub}/borrow/${satellite}/${device}/verdict`,
});

/** Device and last part of a topic about a device; only the last part of any other. */
export function partsOf(topic: string, all: string): { readonly device?: string; readonly what: string } {
  const [first = '', second] = topic.slice(all.length - 1).split('/');
  return second === undefined ? { what: first } : { device: first, what: second };
}
