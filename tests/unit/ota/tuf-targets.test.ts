import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type ConformanceClient, ready } from '../../support/tuf/conformance-client';
import type { Delegations } from '../../support/tuf/repository-simulator';

/**
 * The conformance suite of The Update Framework, its files test_file_download, test_quoting_issues, test_updater_delegation_graphs,
 * test_updater_key_rotations, test_repository_simulator; names as there.
 */

const path = 'target_file.txt';
const all = ['targets', 'snapshot', 'timestamp'];

for (const [name, target] of Object.entries({
  client_downloads_expected_file: path,
  client_downloads_expected_file_in_sub_dir: 'path/to/a/target_file.txt',
})) {
  test(name, async () => {
    const client = await ready();
    client.repository.addArtifact('targets', target, 'target file contents');
    client.repository.publish(...all);
    assert.is(await client.refresh(), 0);
    assert.equal(client.downloaded(), []);
    assert.is(await client.download(target), 0);
    assert.equal(client.downloaded(), ['target file contents']);
  });
}

function substitute(client: ConformanceClient, target: string, content: string): void {
  const artifact = client.repository.artifacts.get(target);
  if (artifact) artifact.data = Buffer.from(content);
}

test('repository_substitutes_target_file', async () => {
  const client = await ready();
  client.repository.addArtifact('targets', path, 'target file contents');
  client.repository.addArtifact('targets', 'another_target_file.txt', 'content');
  client.repository.publish(...all);
  assert.is(await client.download(path), 0);
  substitute(client, path, 'malicious data - should not download');
  substitute(client, 'another_target_file.txt', 'malicious data - should not download');
  await client.download(path);
  assert.equal(client.downloaded(), ['target file contents']);
  assert.is(await client.download('another_target_file.txt'), 1);
  assert.equal(client.downloaded(), ['target file contents']);
});

test('multiple_changes_to_target', async () => {
  const client = await ready();
  client.repository.addArtifact('targets', path, 'target file contents');
  client.repository.publish(...all);
  assert.is(await client.download(path), 0);
  const expected = new Map([[path, 'target file contents']]);
  const same = () => assert.equal(client.downloaded().sort(), [...expected.values()].sort());
  for (let i = 0; i < 11; i++) {
    const added = `new-target-${i}`;
    client.repository.addArtifact('targets', path, `modified file contents ${i}`);
    client.repository.addArtifact('targets', added, `new file contents ${i}`);
    client.repository.publish(...all);
    if (i % 5 !== 0) continue;
    assert.is(await client.download(path), 0);
    expected.set(path, `modified file contents ${i}`);
    same();
    assert.is(await client.download(added), 0);
    expected.set(added, `new file contents ${i}`);
    same();
    substitute(client, path, `malicious contents ${i}`);
    client.repository.publish(...all);
    await client.download(path);
    same();
  }
});

for (const algorithms of [['sha256'], ['sha512'], ['sha256', 'sha512']]) {
  test(`download_with_hash_algorithms[${algorithms}]`, async () => {
    const client = await ready();
    client.repository.addArtifact('targets', path, 'target file contents', algorithms);
    client.repository.publish(...all);
    assert.is(await client.download(path), 0);
    assert.is(client.repository.artifactRequests.length, 1);
    assert.equal(client.downloaded(), ['target file contents']);
  });
}

test('download_with_unknown_hash_algorithm', async () => {
  const client = await ready();
  client.repository.addArtifact('targets', path, 'target file contents', ['sha512']);
  for (const described of [client.repository.targets.targets[path], client.repository.artifacts.get(path)]) {
    if (!described) continue;
    const { sha512, ...others } = described.hashes;
    described.hashes = { ...others, 'unknown-hash': sha512 ?? '' };
  }
  client.repository.publish(...all);
  assert.is(await client.download(path), 1);
  assert.equal(client.downloaded(), []);
});

test('artifact_cache', async () => {
  const client = await ready();
  client.repository.addArtifact('targets', path, 'target file contents');
  client.repository.publish(...all);
  assert.is(await client.download(path), 0);
  assert.is(await client.download(path), 0);
  assert.is(client.repository.artifactRequests.length, 1);
});

for (const role of ['?', '#', '/delegatedrole', '../delegatedrole']) {
  test(`unusual_role_name[${role}]`, async () => {
    const client = await ready();
    client.repository.delegate('targets', role);
    client.repository.publish(role, ...all);
    assert.is(await client.download('nonexistent target'), 1);
    assert.ok(client.repository.metadataRequests.some(([name]) => name === encodeURIComponent(role)));
    assert.is(Object.keys(client.trusted()).length, 5);
    assert.equal(client.disk.list('/'), ['initial-root', 'metadata', 'targets']);
  });
}

type Edge = readonly [delegator: string, role: string, options?: { paths?: string[]; terminating?: boolean }];

/** Publishes a graph of delegations, in the order of appearance. */
function grow(
  client: ConformanceClient,
  edges: readonly Edge[],
  files: readonly [string, string][] = [],
): void {
  for (const edge of edges) client.repository.delegate(...edge);
  for (const [role, file] of files) client.repository.addArtifact(role, file, `${file} by ${role}`);
  client.repository.publish(
    ...new Set(edges.flatMap(([delegator, role]) => [role, delegator])),
    'snapshot',
    'timestamp',
  );
}

const visited = (client: ConformanceClient) =>
  client.repository.metadataRequests.slice(4).map(([role]) => role);

const py = { paths: ['*.py'] };
const last = { terminating: true };
const graphs: Record<string, { edges: Edge[]; order: string }> = {
  'basic-delegation': { edges: [['targets', 'A']], order: 'A' },
  'single-level-delegations': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
    ],
    order: 'AB',
  },
  'two-level-delegations': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['B', 'C'],
    ],
    order: 'ABC',
  },
  'two-level-test-DFS-order-of-traversal': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['A', 'C'],
      ['A', 'D'],
    ],
    order: 'ACDB',
  },
  'three-level-delegation-test-DFS-order-of-traversal': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['A', 'C'],
      ['C', 'D'],
    ],
    order: 'ACDB',
  },
  'two-level-terminating-ignores-all-but-roles-descendants': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['A', 'C', last],
      ['A', 'D'],
    ],
    order: 'AC',
  },
  'three-level-terminating-ignores-all-but-roles-descendants': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['A', 'C', last],
      ['C', 'D'],
    ],
    order: 'ACD',
  },
  'two-level-ignores-all-branches-not-matching-paths': {
    edges: [
      ['targets', 'A', py],
      ['targets', 'B'],
      ['A', 'C'],
    ],
    order: 'B',
  },
  'three-level-ignores-all-branches-not-matching-paths': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['A', 'C', py],
      ['C', 'D'],
    ],
    order: 'AB',
  },
  'cyclic-graph': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['B', 'C'],
      ['C', 'D'],
      ['D', 'B'],
    ],
    order: 'ABCD',
  },
  'two-roles-delegating-to-a-third': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['B', 'C'],
      ['A', 'C'],
    ],
    order: 'ACB',
  },
  'two-roles-delegating-to-a-third-different-paths': {
    edges: [
      ['targets', 'A'],
      ['targets', 'B'],
      ['B', 'C'],
      ['A', 'C', py],
    ],
    order: 'ABC',
  },
};

for (const [name, { edges, order }] of Object.entries(graphs)) {
  test(`graph_traversal[${name}]`, async () => {
    const client = await ready();
    grow(client, edges);
    assert.is(await client.download('missingpath'), 1);
    assert.equal(visited(client), [...order]);
  });
}

const tree: Edge[] = [
  ['targets', 'A', { paths: ['*.doc', '*.md', 'foo-?.tgz'] }],
  ['targets', 'B', { paths: ['releases/*/*'] }],
  ['B', 'C', { paths: ['releases/x/*'] }],
  ['B', 'D', { paths: ['releases/y/*.zip'] }],
];
const leaves: [string, string][] = [
  ['targets', 'targetfile'],
  ['A', 'README.md'],
  ['A', 'releases/README.md'],
  ['A', 'foo-1.tgz'],
  ['A', 'foo-alpha.tgz'],
  ['C', 'releases/x/x_v1'],
  ['D', 'releases/y/y_v1.zip'],
  ['D', 'releases/z/z_v1.zip'],
];
const searches: Record<string, [file: string, found: boolean, order: string]> = {
  'no delegations': ['targetfile', true, ''],
  'targetpath matches wildcard': ['README.md', true, 'A'],
  'targetpath with separators x': ['releases/x/x_v1', true, 'BC'],
  'targetpath with separators y': ['releases/y/y_v1.zip', true, 'BD'],
  'targetpath is not delegated by all roles in the chain': ['releases/z/z_v1.zip', false, 'B'],
  'wildcard does not match path separator': ['releases/README.md', false, ''],
  'targetpath matches question mark wildcard': ['foo-1.tgz', true, 'A'],
  'targetpath does not match question mark wildcard': ['foo-alpha.tgz', false, ''],
  'targetpath matching is case sensitive': ['README.MD', false, ''],
};

for (const [name, [file, found, order]] of Object.entries(searches)) {
  test(`targetfile_search[${name}]`, async () => {
    const client = await ready();
    grow(client, tree, leaves);
    assert.is(await client.download(file), found ? 0 : 1);
    assert.equal(
      client.downloaded(),
      found ? [`${file} by ${leaves.find(([, leaf]) => leaf === file)?.[0]}`] : [],
    );
    assert.equal(visited(client), [...order]);
  });
}

test('cached_role_is_verified_against_current_delegator', async () => {
  const client = await ready();
  const { repository } = client;
  for (const team of ['a', 'b']) {
    repository.delegate('targets', `parent-${team}`, { paths: [`team-${team}/*`] });
    repository.delegate(`parent-${team}`, 'release', { paths: [`team-${team}/*`] });
  }
  const { roles } = repository.targetsOf('parent-b').delegations as Delegations;
  repository.signers.get('release')?.delete(roles[0]?.keyids[0] ?? '');
  repository.addArtifact('release', 'team-a/trusted_root.json', 'trusted A');
  repository.addArtifact('release', 'team-b/trusted_root.json', 'malicious B');
  repository.publish('release', 'parent-a', 'parent-b', ...all);
  assert.is(await client.download('team-a/trusted_root.json', 'team-b/trusted_root.json'), 1);
  assert.equal(client.downloaded(), ['trusted A']);
});

test('delegation_not_in_snapshot', async () => {
  const client = await ready();
  const { repository } = client;
  repository.delegate('targets', 'delegated', { paths: ['delegatedpath/*'] });
  repository.publish('delegated', 'targets');
  delete repository.snapshot.meta['delegated.json'];
  repository.publish('snapshot', 'timestamp');
  assert.is(await client.refresh(), 0);
  repository.metadataRequests = [];
  assert.is(await client.download('delegatedpath/foo'), 1);
  assert.is(client.version('delegated'), undefined);
  assert.equal(repository.metadataRequests, [
    ['root', 2],
    ['timestamp', undefined],
  ]);
});

/** Keys, threshold, signers by number; whether the last of a row is to be trusted. */
type Version = readonly [keys: number[], threshold: number, signers: number[]];
const five = [0, 1, 2, 3, 4];
const fiveWithOneNew = [0, 1, 3, 4, 5];
const fiveNew = [5, 6, 7, 8, 9];

const rootRotations: Record<string, { versions: Version[]; refused?: true }> = {
  '1-of-1-key-rotation': {
    versions: [
      [[1], 1, [1]],
      [[2], 1, [2, 1]],
      [[2], 1, [2]],
    ],
  },
  '1-of-1-key-rotation-unused-signatures': {
    versions: [
      [[1], 1, [3, 1, 4]],
      [[2], 1, [3, 2, 1, 4]],
      [[2], 1, [3, 2, 4]],
    ],
  },
  '3-of-5-sign-with-different-keycombos': {
    versions: [
      [five, 3, [0, 2, 4]],
      [five, 3, [0, 4, 1]],
      [five, 3, [0, 1, 3]],
      [five, 3, [0, 1, 3]],
    ],
  },
  '3-of-5-one-key-rotated': {
    versions: [
      [five, 3, [0, 2, 4]],
      [fiveWithOneNew, 3, [0, 4, 1]],
    ],
  },
  '3-of-5-one-key-rotated-with-intermediate-step': {
    versions: [
      [five, 3, [0, 2, 4]],
      [fiveWithOneNew, 3, [0, 2, 4, 5]],
      [fiveWithOneNew, 3, [0, 4, 5]],
    ],
  },
  '3-of-5-all-keys-rotated-with-intermediate-step': {
    versions: [
      [five, 3, [0, 2, 4]],
      [fiveNew, 3, [0, 2, 4, 5, 6, 7]],
      [fiveNew, 3, [5, 6, 7]],
    ],
  },
  '1-of-3-threshold-increase-to-2-of-3': {
    versions: [
      [[1, 2, 3], 1, [1]],
      [[1, 2, 3], 2, [1, 2]],
    ],
  },
  '2-of-3-threshold-decrease-to-1-of-3': {
    versions: [
      [[1, 2, 3], 2, [1, 2]],
      [[1, 2, 3], 1, [1, 2]],
      [[1, 2, 3], 1, [1]],
    ],
  },
  '1-of-2-threshold-increase-to-2-of-2': {
    versions: [
      [[1], 1, [1]],
      [[1, 2], 2, [1, 2]],
    ],
  },
  '1-of-1-key-rotation-fail-not-signed-with-old-key': {
    versions: [
      [[1], 1, [1]],
      [[2], 1, [2, 3, 4]],
    ],
    refused: true,
  },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': {
    versions: [
      [[1], 1, [1]],
      [[2], 1, [1, 3, 4]],
    ],
    refused: true,
  },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-new-keys': {
    versions: [
      [five, 3, [0, 2, 4]],
      [fiveWithOneNew, 3, [0, 2, 4]],
    ],
    refused: true,
  },
  '3-of-5-one-key-rotate-fails-not-signed-with-3-old-keys': {
    versions: [
      [five, 3, [0, 2, 4]],
      [fiveWithOneNew, 3, [0, 4, 5]],
    ],
    refused: true,
  },
  '1-of-3-threshold-bump-to-2-of-3-fails-new-threshold-not-reached': {
    versions: [
      [[1, 2, 3], 1, [1]],
      [[1, 2, 3], 2, [2]],
    ],
    refused: true,
  },
  '2-of-3-threshold-decr-to-1-of-3-fails-old-threshold-not-reached': {
    versions: [
      [[1, 2, 3], 2, [1, 2]],
      [[1, 2, 3], 1, [1]],
    ],
    refused: true,
  },
};

/** Lets the keys with these numbers speak for a role, and others sign it. */
function assign(
  client: ConformanceClient,
  role: string,
  [keys, threshold, signers]: Version,
  pool: Pool,
): void {
  client.repository.clearKeys(role);
  client.repository.roleOf(role).threshold = threshold;
  for (const key of keys) client.repository.addKey(role, pool[key]);
  client.repository.signers.get(role)?.clear();
  for (const key of signers) {
    const chosen = pool[key];
    if (chosen) client.repository.addSigner(role, chosen);
  }
}

type Pool = ReturnType<typeof poolOf>;
const poolOf = (client: ConformanceClient) => Array.from({ length: 10 }, () => client.repository.newSigner());

for (const [name, { versions, refused }] of Object.entries(rootRotations)) {
  test(`root_rotation[${name}]`, async () => {
    const client = await ready();
    const { repository } = client;
    const pool = poolOf(client);
    repository.published.delete('root');
    for (const version of versions) {
      assign(client, 'root', version, pool);
      repository.publish('root');
    }
    repository.publish(...all);
    const roots = repository.published.get('root') ?? [];
    client.trustedRoot = roots[0] ?? client.trustedRoot;
    await client.init();
    assert.is(await client.refresh(), refused ? 1 : 0);
    client.assertTrusts('root', roots.at(refused ? -2 : -1));
  });
}

const otherRotations: Record<string, { version: Version; refused?: true }> = {
  '1-of-1-key-rotation': { version: [[2], 1, [2]] },
  '1-of-1-key-rotation-unused-signatures': { version: [[1], 1, [3, 1, 4]] },
  '1-of-1-key-rotation-fail-not-signed-with-new-key': { version: [[2], 1, [1, 3, 4]], refused: true },
  '3-of-5-one-key-signature-wrong-not-signed-with-3-expected-keys': {
    version: [fiveWithOneNew, 3, [0, 2, 4]],
    refused: true,
  },
  '2-of-5-one-key-signature-mising-threshold-not-reached': {
    version: [fiveWithOneNew, 3, [0, 4]],
    refused: true,
  },
  '3-of-5-sign-first-combo': { version: [five, 3, [0, 2, 4]] },
  '3-of-5-sign-second-combo': { version: [five, 3, [0, 4, 1]] },
  '3-of-5-sign-third-combo': { version: [five, 3, [0, 1, 3]] },
  '3-of-5-sign-fourth-combo': { version: [five, 3, [1, 2, 3]] },
  '3-of-5-sign-fifth-combo': { version: [five, 3, [2, 3, 4]] },
};

for (const [name, { version, refused }] of Object.entries(otherRotations)) {
  test(`non_root_rotations[${name}]`, async () => {
    const client = await ready();
    const pool = poolOf(client);
    for (const role of ['timestamp', 'snapshot', 'targets']) {
      assign(client, role, version, pool);
      client.repository.publish('root', ...all);
      assert.is(await client.refresh(), refused ? 1 : 0);
      if (!refused) client.assertTrusts(role);
    }
  });
}

test('a repository begins with version 1 of every role, names lengths and hashes, and keeps what a test set', async () => {
  const { repository } = await ready();
  const parsed = (role: string) => JSON.parse(repository.latest(role).toString()).signed;
  for (const role of ['root', ...all]) assert.is(parsed(role).version, 1);
  repository.withHashes = true;
  repository.timestamp.expires = repository.expires(-5);
  repository.publish(...all);
  assert.is(parsed('snapshot').version, 2);
  assert.is(parsed('timestamp').meta['snapshot.json'].length, repository.latest('snapshot').length);
  assert.is(parsed('timestamp').expires, repository.expires(-5));
});

test.run();
