/** Loads the page again, only while the box answers: an error page of the browser would stay for good. */
export function reload(): void {
  fetch(location.href).then(
    ({ ok }) => ok && location.reload(),
    () => {},
  );
}
