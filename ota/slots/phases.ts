/** Where the box stands between two releases. */
export const phases = ['idle', 'downloading', 'verified', 'trial', 'committed', 'rolled-back'] as const;
export type Phase = (typeof phases)[number];

export type Step = 'prepare' | 'prepared' | 'switch' | 'commit' | 'roll-back';

/**
 * What may follow what. `idle`, `committed` and `rolled-back` are the same to what comes next; they tell how the last update ended. A download that
 * was cut begins again; a verified release may be replaced by a newer one before it is started.
 */
const transitions: Readonly<Record<Phase, Partial<Record<Step, Phase>>>> = {
  idle: { prepare: 'downloading' },
  downloading: { prepare: 'downloading', prepared: 'verified' },
  verified: { prepare: 'downloading', switch: 'trial' },
  trial: { commit: 'committed', 'roll-back': 'rolled-back' },
  committed: { prepare: 'downloading' },
  'rolled-back': { prepare: 'downloading' },
};

/** The phase after a step; nothing if it may not follow. */
export function after(phase: Phase, step: Step): Phase | undefined {
  return transitions[phase][step];
}
