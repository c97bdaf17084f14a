import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import type { VirtualRingSource } from '../../hal/drivers/virtual/ring-source';
import { hour, minute, NeighbourBench } from '../support/neighbour-bench';
import { NeighbourServer } from '../support/neighbour-server';

const test = suite<{ bench: NeighbourBench; peer: NeighbourServer }>('imported directory');

const canary = 'Meikalainen';

const table = [
  'id;kind;addresses;fi;sv',
  'kela-turku;office;sip:kela@turku.example.fi 0401234567;Kela, Turku;FPA, Åbo',
  `person-1;person;matti.${canary}@example.fi;Matti ${canary};`,
  'vero-oulu;unit;vero@oulu.example.fi;"Verohallinto; ""Oulu""";',
  'Bad Id;office;x@example.fi;Huono;',
  'copy;office;KELA@turku.example.fi;Kopio;',
].join('\r\n');

test.before.each(async context => {
  context.bench = new NeighbourBench();
  context.peer = await new NeighbourServer().start();
  context.peer.answer = () => ({ status: 200, body: table });
});

test.after.each(async ({ bench, peer }) => {
  await bench.end();
  await peer.stop();
});

const settings = ({ url }: NeighbourServer) =>
  `  directory: { url: '${url}', tokenFile: token, everyHours: 2 }`;

async function ring(bench: NeighbourBench, address: string): Promise<unknown> {
  const unit = bench.appliance.hal.find('ring-source', 'unit') as VirtualRingSource;
  const call = unit.ring(address);
  await bench.until('it rings', () => bench.appliance.runtime.state.ringing.rings.size === 1, 10);
  const { rings } = JSON.parse((await bench.get('/api/state')).text);
  unit.end(call, 'ended');
  await bench.until('it is over', () => bench.appliance.runtime.state.ringing.rings.size === 0, 10);
  return rings[0].calls[0].caller;
}

test('whoever is in the directory elsewhere is shown by name when they ring; the site file comes first', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.until('it is read', () => bench.healthOf('directory')?.health === 'ok');
  assert.equal(await ring(bench, 'sip:Vero@oulu.example.fi'), { fi: 'Verohallinto; "Oulu"' });
  assert.equal(await ring(bench, '040 123 4567'), { fi: 'Kela, Turku' });
  assert.equal(await ring(bench, 'oulu@example.fi'), { fi: 'Oulu' });
  assert.is(await ring(bench, 'kopio@example.fi'), undefined);
  assert.is(peer.received[0]?.headers.authorization, 'Bearer a-token-of-the-box-0123456789');
});

test('persons are left out and counted; no word of them is on disk or in the log', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.until('it is read', () => bench.healthOf('directory')?.health === 'ok');
  assert.equal(bench.healthOf('directory')?.warnings, ['neighbour-left-out']);
  assert.match(bench.log.join('\n'), /"callers":2,"leftOut":\{"no-office":1,"form":1,"twice":1\}/);
  assert.is(await ring(bench, `matti.${canary}@example.fi`), undefined);
  const kept = readFileSync(join(bench.folder, 'state', 'neighbours', 'directory.json'), 'utf8');
  const journal = readFileSync(join(bench.folder, 'state', 'journal.db-wal'), 'latin1');
  for (const place of [kept, journal, bench.log.join('\n')]) assert.not.match(place, /meikalainen/i);
});

test('it is read anew again and again, and what was read outlives a restart without the server', async ({
  bench,
  peer,
}) => {
  await bench.start(settings(peer));
  await bench.until('it is read', () => bench.healthOf('directory')?.health === 'ok');
  peer.answer = () => ({
    status: 200,
    body: '[{"id":"te-vaasa","kind":"office","name":{"fi":"TE Vaasa"},"addresses":["te@vaasa.example.fi"]}]',
  });
  await bench.pass(2 * hour - minute, 10 * minute);
  await bench.until('it is read again', () => bench.healthOf('directory')?.warnings.length === 0);
  await bench.stop();
  await peer.stop();
  await bench.start(settings(peer));
  await bench.until('it cannot be read', () => bench.healthOf('directory')?.code === 'neighbour-unreachable');
  assert.equal(await ring(bench, 'te@vaasa.example.fi'), { fi: 'TE Vaasa' });
  assert.is(await ring(bench, 'vero@oulu.example.fi'), undefined);
  await peer.start();
});

test('a page to sign in is no directory: what was read before stays', async ({ bench, peer }) => {
  await bench.start(settings(peer));
  await bench.until('it is read', () => bench.healthOf('directory')?.health === 'ok');
  peer.answer = () => ({ status: 200, body: '<html>Kirjaudu</html>' });
  await bench.pass(2 * hour - minute, 10 * minute);
  await bench.until('it is told', () => bench.healthOf('directory')?.code === 'neighbour-form');
  assert.equal(await ring(bench, '0401234567'), { fi: 'Kela, Turku' });
});

test.run();
