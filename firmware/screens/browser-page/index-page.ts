import { followFacts } from './live';
import { withPatience } from './patience';

const link = document.querySelector('#link');

/** Takes the live part of the page as the box draws it now, so that it is drawn in one place only. */
async function refresh(): Promise<void> {
  const page = await withPatience(async signal => {
    const response = await fetch('/', { signal });
    if (!response.ok) throw new Error(`${response.status}`);
    return response.text();
  });
  const fresh = new DOMParser().parseFromString(page, 'text/html').querySelector('#live');
  if (fresh) document.querySelector('#live')?.replaceWith(fresh);
}

followFacts({
  refresh,
  live: isLive => {
    if (!link) return;
    link.textContent = isLive ? 'Live' : 'No connection to the box: what stands here is old';
    link.className = isLive ? 'live' : 'lost';
  },
});
