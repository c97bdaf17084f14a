/** Which way an arrow key goes, in pixels of the screen. */
const ways: Readonly<Record<string, readonly [number, number]>> = {
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
};

/** How much farther away something counts that lies beside the way and not on it. */
const aside = 3;

/**
 * Moves the focus with the arrow keys, for keyboards and tactile keypads whose keys are four arrows and Enter (EN 301 549, 5.1.6.1): to the
 * nearest thing in that direction. Tab goes through everything in order, as always. A key that is
 * held moves it once (5.7).
 */
export function moveFocusByArrows(root: HTMLElement): void {
  document.addEventListener('keydown', event => {
    const way = ways[event.key];
    if (!way || event.altKey || event.ctrlKey || event.metaKey) return;
    const targets = Array.from(root.querySelectorAll<HTMLElement>('a[href], button:not(:disabled), input'));
    const current = targets.find(target => target === document.activeElement);
    const next = current ? nearest(current, targets, way) : targets[0];
    if (!next) return;
    event.preventDefault();
    if (event.repeat) return;
    next.focus();
    next.scrollIntoView({ block: 'nearest' });
  });
}

function nearest(
  from: HTMLElement,
  targets: readonly HTMLElement[],
  [right, down]: readonly [number, number],
): HTMLElement | undefined {
  const here = from.getBoundingClientRect();
  let best: { readonly target: HTMLElement; readonly distance: number } | undefined;
  for (const target of targets) {
    if (target === from) continue;
    const there = target.getBoundingClientRect();
    const ahead = right * gap(here, there, 'x') + down * gap(here, there, 'y');
    if (ahead <= 0) continue;
    const beside = Math.abs(right === 0 ? offset(here, there, 'x') : offset(here, there, 'y'));
    const distance = ahead + aside * beside;
    if (!best || distance < best.distance) best = { target, distance };
  }
  return best?.target;
}

/** How far the middle of one lies from the middle of the other along an axis; signed. */
function gap(here: DOMRect, there: DOMRect, axis: 'x' | 'y'): number {
  return axis === 'x'
    ? there.x + there.width / 2 - (here.x + here.width / 2)
    : there.y + there.height / 2 - (here.y + here.height / 2);
}

/** As `gap`, but nothing while one stands in the row or column of the other. */
function offset(here: DOMRect, there: DOMRect, axis: 'x' | 'y'): number {
  const size = axis === 'x' ? 'width' : 'height';
  const overlap =
    Math.min(here[axis] + here[size], there[axis] + there[size]) - Math.max(here[axis], there[axis]);
  return overlap > 0 ? 0 : gap(here, there, axis);
}
