import { followFacts } from './live';

const link = document.querySelector('#link');

/** Takes the live part of the page as the box draws it now, so that it is drawn in one place only. */
async function refresh(): Promise<void> {
  const response = await fetch('/');
  if (!response.ok) throw new Error(`${response.status}`);
  const fresh = new DOMParser().parseFromString(await response.text(), 'text/html').querySelector('#live');
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
