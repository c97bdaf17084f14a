import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Container } from './container';

const root = join(__dirname, '..', '..', '..');
const state = '/var/lib/tiski';
const home = '/var/lib/tiski-releases';
const dropIn = '/etc/systemd/system/tiski-update.service.d';

/**
 * A round of the updater beside a box that serves. It asks a repository by the box's own certificate, which belongs to the service alone, so by its one right; without that
 * right it cannot. Leaves updates off.
 */
export function bootedUpdater(box: Container): object {
  const work = mkdtempSync(join(tmpdir(), 'tiski-booted-'));
  try {
    const words = ['release', 'init', 'stable', '--dir', join(work, 'release')];
    const { status, stderr } = spawnSync(
      process.execPath,
      [join(root, 'firmware', 'bin', 'tiski.js'), ...words],
      { encoding: 'utf8' },
    );
    if (status !== 0) throw new Error(stderr);
    const repository = join(work, 'release', 'repository');
    cpSync(repository, join(box.folder, 'srv', 'repository'), { recursive: true });
    box.must('mkdir /usr/share/tiski');
    const given = join(box.folder, 'usr', 'share', 'tiski');
    const identity = (name: string) => `${state}/identity/${name}.pem`;
    const tls = { ca: identity('ca'), certificate: identity('certificate'), key: identity('key') };
    const settings = { source: 'file:///srv/repository/', channel: 'stable', tls };
    writeFileSync(join(given, 'update.json'), JSON.stringify(settings));
    writeFileSync(join(given, 'factory-root'), readFileSync(join(repository, 'metadata/1.root.json')));
    box.must(`tiski update begin --home ${home} --release /usr/lib/tiski --given /usr/share/tiski`);
  } finally {
    rmSync(work, { recursive: true });
  }
  const round = () => {
    box.inside('systemctl reset-failed tiski-update; systemctl start tiski-update');
    return box.inside('systemctl show tiski-update -p Result --value').trim();
  };
  const by = (lines: readonly string[]) =>
    box.must(
      `mkdir -p ${dropIn}; printf '%s\\n' '[Service]' ${lines.map(line => `'${line}'`).join(' ')} > ${dropIn}/proof.conf; systemctl daemon-reload`,
    );
  const log = () => box.inside('journalctl --unit=tiski-update --output=cat --no-pager --lines=12');
  assert.is(round(), 'success', log());
  // What of a round cannot be left out: the socket of the service, its certificate and its key.
  const rehearsal = ['ExecStart=', 'ExecStart=/usr/bin/tiski update round --rehearse'];
  by(rehearsal);
  round();
  assert.match(log(), 'update-not-found', 'it has asked the repository, in which there is nothing');
  by([...rehearsal, 'CapabilityBoundingSet=']);
  assert.is(round(), 'exit-code', 'without its right it gets nothing');
  const without = log();
  assert.not.match(without.split('Starting').at(-1) ?? '', 'update-not-found');
  box.must(
    `rm -rf ${dropIn} /srv/* /usr/share/tiski ${home}/*; systemctl daemon-reload; systemctl reset-failed`,
  );
  return { without: without.split('\n').slice(-6) };
}
