import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { ConformanceClient, ready } from '../../support/tuf/conformance-client';
import { signer } from '../../support/tuf/signer';

/** The conformance suite of The Update Framework, its files test_basic, test_expiration, test_keys, test_rollback; names as there. */

const everything = ['root', 'targets', 'snapshot', 'timestamp'];
const firstRequests = [
  ['root', 2],
  ['timestamp', undefined],
  ['snapshot', 1],
  ['targets', 1],
];

test('basic_refresh_requests', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  assert.equal(client.repository.metadataRequests, firstRequests);
});

test('basic_refresh_trusted_data', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  for (const role of everything) client.assertTrusts(role);
});

test('implicit_refresh', async () => {
  const client = await ready();
  assert.is(await client.download('nonexistent artifact'), 1);
  assert.equal(client.repository.metadataRequests, firstRequests);
  for (const role of everything) client.assertTrusts(role);
});

for (const [name, spoil] of Object.entries({
  invalid_initial_root: (root: { signed: { version?: number } }) => delete root.signed.version,
  unsigned_initial_root: (root: { signatures: { sig: string }[] }) =>
    root.signatures.forEach(signature => {
      signature.sig = signer(13).sign(Buffer.from('something else'));
    }),
})) {
  test(name, async () => {
    const client = new ConformanceClient();
    const root = JSON.parse(client.trustedRoot.toString());
    spoil(root);
    client.trustedRoot = Buffer.from(JSON.stringify(root));
    await client.init();
    assert.is(await client.refresh(), 1);
    assert.equal(client.repository.metadataRequests, []);
  });
}

const trustedBefore: Record<string, Record<string, number>> = {
  root: { root: 1 },
  timestamp: { root: 2 },
  snapshot: { root: 2, timestamp: 2 },
  targets: { root: 2, snapshot: 2, timestamp: 2 },
};

for (const [role, trusted] of Object.entries(trustedBefore)) {
  test(`unsigned_metadata[${role}]`, async () => {
    const client = await ready();
    client.repository.dropSigner(role);
    client.repository.publish(...everything);
    assert.is(await client.refresh(), 1);
    assert.equal(client.trusted(), trusted);
  });

  if (role !== 'timestamp')
    test(`url_and_metadata_version_mismatch[${role}]`, async () => {
      const client = await ready();
      const signed = client.repository.roles.get(role);
      if (signed) signed.version++;
      client.repository.publish(...everything);
      assert.is(await client.refresh(), 1);
      assert.equal(client.trusted(), trusted);
    });
}

test('timestamp_content_changes', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.timestamp.meta['snapshot.json'].version = 100;
  client.repository.published.delete('timestamp');
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 0);
  assert.equal(client.repository.metadataRequests.at(-1), ['timestamp', undefined]);
  const kept = JSON.parse(client.disk.read('/metadata/timestamp.json').toString());
  assert.is(kept.signed.meta['snapshot.json'].version, 1);
});

test('basic_metadata_hash_support', async () => {
  const client = await ready();
  client.repository.withHashes = true;
  client.repository.publish('targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
});

const noHash = { sha256: '0'.repeat(64) };

test('targets_hash_mismatch', async () => {
  const client = await ready();
  const { repository } = client;
  repository.withHashes = true;
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  repository.publish('targets');
  Object.assign(repository.snapshot.meta['targets.json'] ?? {}, { hashes: noHash });
  repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), 3);
  assert.is(client.version('targets'), 2);
});

test('snapshot_hash_mismatch', async () => {
  const client = await ready();
  const { repository } = client;
  repository.withHashes = true;
  repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  repository.publish('snapshot');
  repository.timestamp.meta['snapshot.json'].hashes = noHash;
  repository.publish('timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), 2);
  assert.is(client.version('timestamp'), 3);
});

test('metadata_bytes_match', async () => {
  const client = await ready();
  const unusual = Buffer.concat([client.repository.latest('timestamp'), Buffer.from(' ')]);
  client.repository.published.set('timestamp', [unusual]);
  assert.is(await client.refresh(), 0);
  client.assertTrusts('timestamp', unusual);
});

test('custom_fields', async () => {
  const client = await ready();
  const { repository } = client;
  assert.is(await client.refresh(), 0);
  repository.root['custom-field'] = 'value';
  repository.addKey('root', repository.newSigner('ecdsa', { 'extra-field': { a: 1, b: 2 } }));
  repository.roleOf('root')['another-field'] = 'value';
  repository.publish('root');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('root'), 2);
});

test('deprecated_keyid_hash_algorithms', async () => {
  const client = await ready();
  const { repository } = client;
  repository.clearKeys('snapshot');
  repository.addKey('snapshot', repository.newSigner('ecdsa', { keyid_hash_algorithms: 'md5' }));
  repository.publish('root', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('root'), 2);
  assert.is(client.version('snapshot'), 2);
});

test('snapshot_404', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.timestamp.meta['snapshot.json'].version++;
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.repository.metadataRequests.at(-1), ['snapshot', 2]);
  assert.equal(client.trusted(), { root: 1, snapshot: 1, targets: 1, timestamp: 2 });
});

test('targets_404', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  Object.assign(client.repository.snapshot.meta['targets.json'] ?? {}, { version: 2 });
  client.repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.repository.metadataRequests.at(-1), ['targets', 2]);
  assert.equal(client.trusted(), { root: 1, snapshot: 2, targets: 1, timestamp: 2 });
});

test('timestamp_404', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.published.delete('timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.repository.metadataRequests.at(-1), ['timestamp', undefined]);
});

test('incorrect_metadata_type', async () => {
  const client = await ready();
  const { repository } = client;
  const [timestampSigner] = repository.signers.get('timestamp')?.values() ?? [];
  repository.addKey('snapshot', timestampSigner);
  repository.snapshot.meta = { 'snapshot.json': { version: 1 } };
  repository.publish('root', 'snapshot');
  const snapshot = repository.latest('snapshot');
  repository.published.get('snapshot')?.pop();
  repository.published.get('timestamp')?.push(snapshot);
  assert.is(await client.refresh(), 1);
  assert.equal(client.trusted(), { root: 2 });
});

test('faketime', async () => {
  const client = await ready();
  client.repository.root.expires = client.repository.expires(7);
  client.repository.publish('root');
  assert.is(await client.refresh(), 0);
  assert.is(await client.refresh(8), 1);
});

test('root_expired', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.publish('root');
  assert.is(await client.refresh(), 0);
  client.repository.root.expires = client.repository.expires(-1);
  client.repository.publish(...everything);
  assert.is(await client.refresh(), 1);
  // The root is kept before its expiry counts (5.3.10); nothing after it is touched.
  assert.equal(client.trusted(), { root: 3, snapshot: 1, targets: 1, timestamp: 1 });
});

test('timestamp_expired', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.timestamp.expires = client.repository.expires(-5);
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.trusted(), { root: 1, snapshot: 1, targets: 1, timestamp: 1 });
});

test('snapshot_expired', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.snapshot.expires = client.repository.expires(-5);
  client.repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.trusted(), { root: 1, snapshot: 1, targets: 1, timestamp: 2 });
});

test('targets_expired', async () => {
  const client = await ready();
  assert.is(await client.refresh(), 0);
  client.repository.targets.expires = client.repository.expires(-5);
  client.repository.publish('targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.equal(client.trusted(), { root: 1, snapshot: 2, targets: 1, timestamp: 2 });
});

test('expired_local_root', async () => {
  const client = await ready();
  client.repository.root.expires = client.repository.expires(7);
  client.repository.publish('root');
  assert.is(await client.refresh(), 0);
  client.repository.root.expires = client.repository.expires(21);
  client.repository.publish('root');
  assert.is(await client.refresh(18), 0);
  assert.is(client.version('root'), 3);
});

test('expired_local_timestamp', async () => {
  const client = await ready();
  client.repository.timestamp.expires = client.repository.expires(7);
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 0);
  client.repository.timestamp.expires = client.repository.expires(21);
  client.repository.publish('targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(18), 0);
  assert.equal(client.trusted(), { root: 1, snapshot: 2, targets: 2, timestamp: 3 });
});

test('snapshot_does_not_meet_threshold', async () => {
  const client = new ConformanceClient();
  const { repository } = client;
  repository.roleOf('snapshot').threshold = 3;
  repository.addKey('snapshot');
  repository.addKey('snapshot');
  repository.publish(...everything);
  await client.init();
  assert.is(await client.refresh(), 0);
  repository.dropSigner('snapshot');
  repository.publish('targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), 2);
});

test('snapshot_has_too_few_keys', async () => {
  const client = await ready();
  for (let n = 0; n < 4; n++) client.repository.addKey('snapshot');
  assert.is(client.repository.roleOf('snapshot').keyids.length, 5);
  client.repository.roleOf('snapshot').threshold = 6;
  client.repository.publish('root', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('root'), 2);
  assert.is(client.version('snapshot'), undefined);
});

test('duplicate_keys', async () => {
  const client = await ready();
  const { repository } = client;
  const again = repository.addKey('snapshot');
  for (let n = 0; n < 8; n++) repository.roleOf('snapshot').keyids.push(again.keyid);
  repository.roleOf('snapshot').threshold = 6;
  repository.publish('root', 'snapshot', 'timestamp');
  repository.spoil('snapshot', ({ signatures }) => {
    const own = signatures.find(({ keyid }) => keyid === again.keyid);
    if (own) signatures.push(...Array(8).fill(own));
  });
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), undefined);
});

test('duplicate_sig_keyids', async () => {
  const client = await ready();
  client.repository.spoil('snapshot', ({ signatures }) => signatures.push(...signatures));
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), undefined);
});

for (const type of ['rsa', 'ecdsa', 'ed25519'] as const) {
  test(`keytype_and_scheme[${type}]`, async () => {
    const client = await ready();
    const { repository } = client;
    const added = repository.addKey('root', repository.newSigner(type));
    repository.roleOf('root').threshold++;
    repository.publish('root');
    assert.is(await client.refresh(), 0);
    assert.is(client.version('root'), 2);
    repository.publish('root');
    repository.spoil('root', ({ signatures }) => {
      for (const signature of signatures)
        if (signature.keyid === added.keyid) signature.sig = added.sign(Buffer.from('something else'));
    });
    assert.is(await client.refresh(), 1);
    assert.is(client.version('root'), 2);
  });
}

test('invalid_sig_in_valid_metadata', async () => {
  const client = await ready();
  const { repository } = client;
  const [first] = repository.signers.get('timestamp')?.keys() ?? [];
  repository.addKey('timestamp');
  repository.publish('root', 'timestamp');
  for (const sig of [signer(13).sign(Buffer.from('something else')), '']) {
    repository.spoil('timestamp', ({ signatures }) => {
      for (const signature of signatures) if (signature.keyid === first) signature.sig = sig;
    });
    assert.is(await client.refresh(), 0);
    repository.publish('timestamp');
  }
});

test('new_timestamp_version_rollback', async () => {
  const client = await ready();
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('timestamp'), 2);
  client.repository.rollBack('timestamp');
  client.repository.publish('timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('timestamp'), 2);
  assert.equal(client.repository.metadataRequests.at(-1), ['timestamp', undefined]);
});

for (const withHashes of [false, true]) {
  const id = withHashes ? 'with hashes' : 'basic';

  test(`snapshot_rollback[${id}]`, async () => {
    const client = await ready();
    client.repository.withHashes = withHashes;
    client.repository.publish('snapshot', 'timestamp');
    assert.is(await client.refresh(), 0);
    client.repository.rollBack('snapshot');
    client.repository.publish('snapshot', 'timestamp');
    assert.is(await client.refresh(), 1);
    assert.is(client.version('timestamp'), 2);
    assert.is(client.version('snapshot'), 2);
    assert.equal(client.repository.metadataRequests.at(-1), ['timestamp', undefined]);
  });

  test(`targets_rollback[${id}]`, async () => {
    const client = await ready();
    client.repository.withHashes = withHashes;
    client.repository.publish('targets', 'snapshot', 'timestamp');
    assert.is(await client.refresh(), 0);
    client.repository.rollBack('targets');
    client.repository.publish('targets', 'snapshot', 'timestamp');
    assert.is(await client.refresh(), 1);
    assert.is(client.version('snapshot'), 2);
    assert.is(client.version('targets'), 2);
  });
}

test('targets_role_removal', async () => {
  const client = await ready();
  client.repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'] });
  client.repository.publish('delegated', 'targets', 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  delete client.repository.snapshot.meta['delegated.json'];
  client.repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 1);
  assert.is(client.version('snapshot'), 2);
});

test('targets_fast_forward_recovery', async () => {
  const client = await ready();
  const { repository } = client;
  repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'] });
  repository.publish('delegated', ...Array(99).fill('targets'), 'snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('targets'), 100);
  repository.rotateKeys('snapshot');
  repository.rollBack('targets');
  delete repository.snapshot.meta['delegated.json'];
  repository.publish(...everything);
  assert.is(await client.refresh(), 0);
  assert.is(client.version('targets'), 1);
});

test('new_snapshot_fast_forward_recovery', async () => {
  const client = await ready();
  const { repository } = client;
  repository.publish(...Array(99).fill('snapshot'), 'timestamp');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('snapshot'), 100);
  repository.rotateKeys('snapshot');
  repository.rotateKeys('timestamp');
  repository.rollBack('snapshot');
  repository.publish(...everything);
  assert.is(await client.refresh(), 0);
  assert.is(client.version('snapshot'), 1);
});

test('new_timestamp_fast_forward_recovery', async () => {
  const client = await ready();
  const { repository } = client;
  repository.publish(...Array(99).fill('timestamp'));
  assert.is(await client.refresh(), 0);
  assert.is(client.version('timestamp'), 100);
  repository.rotateKeys('timestamp');
  repository.rollBack('timestamp');
  repository.publish('root', 'timestamp');
  assert.is(await client.refresh(), 0);
  assert.is(client.version('timestamp'), 1);
});

test.run();
