import { withPatience } from './patience';

/** Loads the page again, only while the box answers: an error page of the browser would stay for good. */
export function reload(): void {
  withPatience(signal => fetch(location.href, { signal })).then(
    ({ ok }) => ok && location.reload(),
    () => {},
  );
}
