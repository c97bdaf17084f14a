/**
 * Tells listeners of somebody's doing and waits for whoever carries it out: a listener may return a promise, which resolves when what follows is
 * on disk, with `false` if it was refused. For wires that acknowledge a press, in the place of `emit`.
 * @param listeners the emitter's `rawListeners`
 * @returns whether a listener took it: false without one, or when all refused or failed
 */
export async function dealtWith<Values extends readonly unknown[]>(
  listeners: readonly ((...values: Values) => unknown)[],
  ...values: Values
): Promise<boolean> {
  const ends = await Promise.allSettled(listeners.map(async listener => listener(...values)));
  return ends.some(end => end.status === 'fulfilled' && end.value !== false);
}
