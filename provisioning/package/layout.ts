/** What goes where on the box, beside the release itself, in the order of the file system hierarchy. */
export interface Placed {
  /** In the checkout. */
  readonly from: string;
  /** On the box, without the first slash. */
  readonly to: string;
  readonly executable?: true;
  readonly packed?: true;
}

const box = 'provisioning/package/box';
const system = 'provisioning/system';
const units = 'usr/lib/systemd/system';

export const documents = 'usr/share/doc/tiski-appliance';
/** A whole release as an update would bring it, and nothing else. */
export const releaseFolder = 'usr/lib/tiski';

export const layout: readonly Placed[] = [
  { from: `${box}/tiski`, to: 'usr/bin/tiski', executable: true },
  { from: `${box}/networkmanager.conf`, to: 'usr/lib/NetworkManager/conf.d/10-tiski.conf' },
  { from: `${box}/journald.conf`, to: 'usr/lib/systemd/journald.conf.d/10-tiski.conf' },
  {
    from: `${system}/system.conf.d/10-tiski-watchdog.conf`,
    to: 'usr/lib/systemd/system.conf.d/10-tiski-watchdog.conf',
  },
  { from: `${box}/timesyncd.conf`, to: 'usr/lib/systemd/timesyncd.conf.d/10-tiski.conf' },
  { from: `${system}/tiski.service`, to: `${units}/tiski.service` },
  { from: `${system}/tiski-setup.service`, to: `${units}/tiski-setup.service` },
  { from: `${system}/tiski-identity.service`, to: `${units}/tiski-identity.service` },
  { from: `${system}/tiski-identity.timer`, to: `${units}/tiski-identity.timer` },
  { from: `${system}/tiski-life.service`, to: `${units}/tiski-life.service` },
  { from: `${system}/tiski-backup.service`, to: `${units}/tiski-backup.service` },
  { from: `${system}/tiski-backup.timer`, to: `${units}/tiski-backup.timer` },
  { from: `${system}/tiski-update.service`, to: `${units}/tiski-update.service` },
  { from: `${system}/tiski-update.timer`, to: `${units}/tiski-update.timer` },
  { from: `${box}/tiski-kiosk.service`, to: `${units}/tiski-kiosk.service` },
  { from: `${box}/chromium-policy.json`, to: 'usr/share/tiski-appliance/chromium-policy.json' },
  { from: `${system}/sysusers.d/tiski.conf`, to: 'usr/lib/sysusers.d/tiski.conf' },
  { from: `${box}/kiosk-sysusers.conf`, to: 'usr/lib/sysusers.d/tiski-kiosk.conf' },
  { from: `${box}/tmpfiles.conf`, to: 'usr/lib/tmpfiles.d/tiski.conf' },
  { from: `${system}/udev.rules.d/60-tiski.rules`, to: 'usr/lib/udev/rules.d/60-tiski.rules' },
  { from: `${box}/README.md`, to: `${documents}/README.md` },
  { from: `${box}/copyright`, to: `${documents}/copyright` },
  { from: 'LICENSE', to: `${documents}/EUPL-1.2.gz`, packed: true },
  { from: 'CHANGELOG.md', to: `${documents}/CHANGELOG.md.gz`, packed: true },
  { from: `${box}/site.yaml`, to: `${documents}/examples/site.yaml` },
  { from: `${system}/tpm/README.md`, to: `${documents}/examples/tpm/README.md` },
  { from: `${system}/tpm/openssl.cnf`, to: `${documents}/examples/tpm/openssl.cnf` },
  { from: `${system}/tpm/tiski.conf`, to: `${documents}/examples/tpm/tiski.conf` },
  { from: 'firmware/link/brokers/mosquitto/site.conf', to: `${documents}/examples/mosquitto/site.conf` },
  { from: 'firmware/link/brokers/mosquitto/site.acl', to: `${documents}/examples/mosquitto/site.acl` },
  { from: `${box}/lintian-overrides`, to: 'usr/share/lintian/overrides/tiski-appliance' },
];

/** What `--updates` gave: where releases come from, and whom the box trusts with them. */
export const updatesFolder = 'usr/share/tiski';

export const maintainerScripts = ['postinst', 'prerm', 'postrm'] as const;
