import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { claimIn } from '../../../provisioning/claim';
import { errandPaths, mostTakeoverBytes } from '../../../provisioning/life/errands';
import { declare } from '../../../provisioning/life/proof';
import { BoxErrands } from '../../../provisioning/region/box-errands';
import { EnrolmentDesk } from '../../../provisioning/region/enrolment-desk';
import { LifeDesk } from '../../../provisioning/region/life-desk';
import { openRegion } from '../../../provisioning/region/region-folder';
import { RegionOffice } from '../../../provisioning/region/region-office';
import { makeRequest, readRequest } from '../../../provisioning/x509/certificate-request';
import { nameOf } from '../../../provisioning/x509/der';
import { CrashDisk } from '../../support/ota/crash-disk';

/** What a region answers its boxes beside certificates, without the wire. */

const now = Date.UTC(2030, 0, 1);
const folder = mkdtempSync(join(tmpdir(), 'tiski-errands-'));
test.after(() => rmSync(folder, { recursive: true }));

async function regionWithBox() {
  const { db, authority } = await openRegion(mkdtempSync(join(folder, 'region-')), now, {
    region: 'R',
    url: 'https://localhost',
  });
  const office = new RegionOffice({ db, authority: authority.publicKey, actor: 'test', now: () => now });
  office.addSite({ id: 'library', name: 'Library', address: '', contact: '' });
  const desk = new EnrolmentDesk({ db, authority });
  const { privateKey: key } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { secret } = claimIn(
    office.makeClaim({ site: 'library', box: 'hub', confirm: false, life: 3_600_000 }),
  );
  const asked = readRequest(makeRequest(key, nameOf({ commonName: 'hub' })));
  assert.ok(asked);
  const given = asked && desk.enrol(secret, asked, '127.0.0.1', now);
  assert.ok(given?.is === 'given');
  const shown = Buffer.from(given?.is === 'given' ? given.certificate.raw : []);
  const disk = new CrashDisk();
  const errands = new BoxErrands({
    desk,
    life: new LifeDesk({ db, authority }),
    authority,
    disk,
    folder: '/kept',
  });
  const ask = (method: string, url: string, ...parts: Buffer[]) =>
    errands.answer(
      Object.assign(Readable.from(parts), { method, url }) as unknown as IncomingMessage,
      shown,
      {
        now,
        trust: () => {},
      },
    );
  return { db, office, key, disk, ask };
}

const leave = (key: KeyObject, box = 'library.hub') => Buffer.from(JSON.stringify(declare(box, key, now)));

test('an errand in another way is refused, and so is what is larger than any box leaves or says', async () => {
  const { db, disk, ask } = await regionWithBox();
  assert.equal(await ask('DELETE', errandPaths.place), { status: 405 });
  assert.equal(await ask('POST', errandPaths.leave, Buffer.alloc(3000), Buffer.alloc(3000)), { status: 413 });
  assert.equal(await ask('PUT', errandPaths.takeover, Buffer.alloc(mostTakeoverBytes + 1)), { status: 413 });
  assert.equal(disk.list('/kept'), [], 'nothing of it stays');
  db.close();
});

test('a box that asks again for its leave gets the same proof, and no other box gets any', async () => {
  const { db, key, ask } = await regionWithBox();
  const { signature } = declare('library.hub', key, now);
  const forged = JSON.stringify({ ...declare('library.hub', key, now + 1), signature });
  for (const said of [leave(key, 'library.other'), Buffer.from('{"box":'), Buffer.from(forged)])
    assert.is((await ask('POST', errandPaths.leave, said)).status, 403, said.toString());
  const first = await ask('POST', errandPaths.leave, leave(key));
  assert.is(first.status, 200);
  assert.equal(await ask('POST', errandPaths.leave, leave(key)), first);
  db.close();
});

test('a box that the region has revoked has no leave to ask for', async () => {
  const { db, office, key, ask } = await regionWithBox();
  office.revoke('library.hub', 'key-compromise');
  assert.is((await ask('POST', errandPaths.leave, leave(key))).status, 403);
  db.close();
});

test.run();
