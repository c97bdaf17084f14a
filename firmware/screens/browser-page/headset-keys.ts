export interface HeadsetKeys {
  /** `undefined`: the other way round than now. */
  readonly listen: (on: boolean | undefined) => void;
  readonly again: () => void;
  /** @param step 1 louder, -1 softer */
  readonly volume: (step: number) => void;
}

/**
 * Keys of headsets and of tactile keypads with a jack, besides arrows and Enter (EN 301 549, 5.1.3, 5.1.6). Keypads tell of a plug that comes and
 * goes by keys that no keyboard has; theirs can be set to these.
 */
const acts: Readonly<Record<string, (keys: HeadsetKeys) => void>> = {
  /** The plug is in. */
  F15: ({ listen }) => listen(true),
  /** The plug is out: whoever heard the page has gone. */
  F16: ({ listen }) => listen(false),
  /** The key with the question mark. */
  F17: ({ again }) => again(),
  Help: ({ again }) => again(),
  /** The button on the cable of a headset. */
  MediaPlayPause: ({ listen }) => listen(undefined),
  AudioVolumeUp: ({ volume }) => volume(1),
  AudioVolumeDown: ({ volume }) => volume(-1),
};

export function followHeadsetKeys(keys: HeadsetKeys): void {
  document.addEventListener('keydown', event => {
    const act = acts[event.key];
    if (!act) return;
    event.preventDefault();
    if (!event.repeat) act(keys);
  });
}
