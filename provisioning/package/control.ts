/** What dpkg is told of the package (deb-control(5)). */
export interface ControlFacts {
  /** Semantic version. */
  readonly release: string;
  readonly architecture: string;
  /** KiB. */
  readonly installed: number;
}

/** Sorts as semantic versions do: `1.2.0-rc.1` comes before `1.2.0`. */
export function debianVersion(release: string): string {
  return release.replace('-', '~');
}

export function controlOf({ release, architecture, installed }: ControlFacts): string {
  return `Package: tiski-appliance
Version: ${debianVersion(release)}
Architecture: ${architecture}
Section: misc
Priority: optional
Maintainer: ${maintainer}
Installed-Size: ${installed}
Depends: ${depends.join(', ')}
Recommends: mosquitto, systemd-timesyncd | time-daemon, ca-certificates
Suggests: cage, chromium, espeak-ng, network-manager
Description: edge appliance of a joint public service point
 Queue tickets, calls, feedback, ring lamps and remote care for a counter that
 several public bodies share. The program, the Node.js that it runs on, its
 systemd units, user and device rules. Waits for /etc/tiski/site.yaml.
`;
}

/** As Debian's tools read it; what is new is in CHANGELOG.md. @param made seconds since 1970 */
export function changelogOf(release: string, made: number): string {
  const date = new Date(made * 1000).toUTCString().replace('GMT', '+0000');
  const head = `tiski-appliance (${debianVersion(release)}) stable; urgency=medium`;
  return `${head}\n\n  * See CHANGELOG.md.gz.\n\n -- ${maintainer}  ${date}\n`;
}

const maintainer = 'Tiski maintainers <maintainers@tiski.invalid>';

/** libc and libstdc++ as the prebuilt SQLite and Node need them: that of Debian 12 and later. */
const depends = [
  'libc6 (>= 2.34)',
  'libgcc-s1',
  'libstdc++6 (>= 11)',
  'init-system-helpers (>= 1.52)',
  'passwd',
  'systemd (>= 250)',
  'udev',
];
