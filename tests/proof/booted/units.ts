import { join } from 'node:path';
import * as assert from 'uvu/assert';
import type { Container } from './container';

const region = 'https://localhost:9443/';
const state = '/var/lib/tiski';
const example = '/usr/share/doc/tiski-appliance/examples/site.yaml';

/** Open at any hour. */
const alwaysOpen = `sed -e "s/mon, tue, wed, thu, fri/&, sat, sun/; s/'9:00'/'0:00'/; s/'15:00'/'24:00'/" ${example}`;

/**
 * The units beside that of the service, as systemd runs them: a factory-fresh box that a technician sets up in the place of a broken one, and an interrupted reset
 * that goes on before the service starts. Leaves the box as it was before, but for its identity.
 */
export async function bootedUnits(box: Container): Promise<object> {
  const claim = await brokenBox(box);
  const swap = await setUpAsSpare(box, claim);
  const life = await resetThatWasCut(box);
  box.must(
    'systemctl stop region; systemctl reset-failed old region || :; rm -rf /srv/* /etc/systemd/system/tiski-setup.service.d; systemctl daemon-reload',
  );
  return { swap, life };
}

/** A region in the container, and a box of it that served two customers, left its queue with the region and broke. @returns the claim of its spare */
async function brokenBox(box: Container): Promise<string> {
  box.must(
    `systemd-run --quiet --unit=region tiski provision serve --state /srv/region --region Booted --url ${region} --listen 127.0.0.1:9443`,
  );
  await box.until(() => box.inside('journalctl --unit=region').includes('"ready":true'));
  const inRegion = (words: string) => {
    const [one, two, ...rest] = words.split(' ');
    return box.must(`tiski provision ${one} ${two} --state /srv/region ${rest.join(' ')}`);
  };
  inRegion('site add example --name Esimerkki --address Raitti --contact IT');
  const claimIn = (text: string) => /([0-9A-Z]{4}-){7}[0-9A-Z]{4}/.exec(text)?.[0] ?? '';
  const first = claimIn(inRegion('claim new --site example --box hub'));
  box.must(`tiski provision enrol --identity /srv/old/identity --url ${region} --claim ${first}`);
  box.must(`mkdir /srv/old/box; ${alwaysOpen} > /srv/old/box/site.yaml`);
  box.must(
    'systemd-run --quiet --unit=old --setenv=TISKI_HTTP_PORT=8081 tiski run --config /srv/old/box/site.yaml --state /srv/old',
  );
  await box.until(() => box.inside('journalctl --unit=old').includes('"ready":true'));
  assert.equal([take(box, 8081), take(box, 8081)], ['A101', 'A102']);
  box.must('systemctl kill --signal=KILL old');
  await box.until(() => !/=active/.test(box.inside('systemctl show old -p ActiveState')));
  assert.match(box.must('tiski provision backup --state /srv/old'), 'left with the region');
  return claimIn(inRegion('claim new --site example --box hub --replaces'));
}

async function setUpAsSpare(box: Container, claim: string): Promise<object> {
  box.must(
    `mkdir -p /etc/systemd/system/tiski-setup.service.d; printf '[Service]\\nEnvironment=TISKI_PRINTER_URL=tcp://127.0.0.1:9100\\n' > /etc/systemd/system/tiski-setup.service.d/printer.conf; systemctl daemon-reload; systemctl start tiski-setup`,
  );
  const status = () => box.inside('cat /proc/$(systemctl show tiski-setup -p MainPID --value)/status');
  // systemd takes its rights away before it hands over; all that runs in a container is under some filter of calls from the beginning.
  await box.until(() => /^CapBnd:\s0+$/m.test(status()));
  const rights = status();
  for (const right of [/^CapBnd:\s0+$/m, /^CapEff:\s0+$/m, /^NoNewPrivs:\s1$/m, /^Seccomp:\s2$/m])
    assert.match(rights, right);
  const said = box.inNetwork(process.execPath, [
    '-r',
    'ts-node/register',
    join(__dirname, 'technician.ts'),
    `${region}#${claim}`,
  ]);
  assert.match(said, '"step":"done"');
  assert.match(said, 'A501');
  await box.until(() => box.inside('systemctl show tiski -p StatusText').includes('serving'));
  assert.match(box.inside('systemctl show tiski-setup -p Result'), '=success');
  assert.match(box.inside(`ls ${state}`), 'box');
  assert.is(box.inside(`stat -c %U ${state}/journal.db ${state}/box/site.yaml`).trim(), 'tiski\ntiski');
  const number = take(box, 8080);
  assert.is(number, 'A501', 'A101 and A102 are on paper');
  return { number };
}

async function resetThatWasCut(box: Container): Promise<object> {
  box.must('systemctl stop tiski');
  box.must(
    `echo '{"doing":"reset"}' > ${state}/life.json; chown tiski:tiski ${state}/life.json; chmod 0600 ${state}/life.json`,
  );
  box.inside('systemctl start tiski');
  await box.until(() => box.inside(`ls ${state}`).trim() === 'identity');
  await box.until(() => box.inside('systemctl show tiski-life -p ActiveState').includes('=inactive'));
  const how = box.inside('systemctl show tiski-life -p Result -p ExecMainStatus').trim();
  assert.match(how, 'Result=success');
  assert.match(box.inside('systemctl show tiski -p ActiveState'), 'inactive', 'nothing to serve');
  assert.match(box.inside(`ls ${state}/identity`), 'certificate.pem', 'still a member');
  return { how };
}

/** The number that a customer gets at the page. */
function take(box: Container, port: number): string {
  const ask = `fetch('http://127.0.0.1:${port}/api/command/take-ticket', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ by: 'customer', args: { service: 'advisor' } }) }).then(r => r.text()).then(t => console.log(t))`;
  const said = box.must(`/usr/lib/tiski/bin/node -e "${ask}"`);
  return /"(A\d+)"/.exec(said)?.[1] ?? said;
}
