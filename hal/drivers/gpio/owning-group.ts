import { readFileSync, statSync } from 'node:fs';

/** Says which groups the files belong to, for advice on permissions: `group gpio may`. */
export function groupsOf(paths: readonly string[]): string {
  const groups = new Set(paths.map(path => groupOf(path)));
  return `${[...groups].map(group => `group ${group}`).join(', ')} may`;
}

function groupOf(path: string): string {
  try {
    const { gid } = statSync(path);
    const entry = readFileSync('/etc/group', 'utf8')
      .split('\n')
      .find(row => row.split(':')[2] === String(gid));
    return entry?.split(':')[0] ?? String(gid);
  } catch {
    return 'root';
  }
}
