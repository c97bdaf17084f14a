/**
 * Makes Enter one press for as long as it is held (EN 301 549, 5.7). Otherwise a hand that lets go late presses what the focus has moved to
 * meanwhile. In a field to write in, keys are the browser's.
 */
export function pressOnceWhileHeld(): void {
  const once = (event: KeyboardEvent): void => {
    if (!event.repeat || event.key !== 'Enter') return;
    if (event.target instanceof Element && event.target.matches('textarea')) return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('keydown', once, { capture: true });
}
