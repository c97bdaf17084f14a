import { join } from 'node:path';
import fc from 'fast-check';
import * as assert from 'uvu/assert';
import { isCatalogueCode } from '../../../hal/platform/catalogue';
import { type BadCommand, badCommand } from './bad-commands';
import { BusyOffice, pastIds } from './busy-office';
import { heapInUse } from './heap';

const neverWritten = join(__dirname, 'never-written');

/** The id that a message shows, where anybody could read one. */
function legibleId({ payload }: BadCommand): string | undefined {
  try {
    const { id } = JSON.parse(payload.toString('utf8'));
    return typeof id === 'string' && /^[A-Za-z0-9._:-]{1,64}$/.test(id) ? id : undefined;
  } catch {
    return undefined;
  }
}

async function isRefused(office: BusyOffice, bad: BadCommand): Promise<void> {
  const id = legibleId(bad);
  const reply = await office.send(bad.name, bad.payload, bad.stale);
  assert.is(reply?.id, id, `${bad.why}: a reply to whoever can be told`);
  if (reply === undefined) return;
  if (pastIds.includes(reply.id)) return assert.ok(reply.ok, `${bad.why}: the reply that it had`);
  assert.not(reply.ok, `${bad.why}: ${bad.name} ${bad.payload.toString('utf8').slice(0, 300)}`);
  assert.ok(isCatalogueCode(reply.code ?? ''), `${bad.why}: ${reply.code}`);
}

/** So many bad commands: each is refused with a code, none changes anything, memory stays as it is. */
export async function refusesCommands(attempts: number): Promise<void> {
  const office = await new BusyOffice(neverWritten).start();
  const before = office.truth;
  const settled = Math.floor(attempts / 5);
  let heap = 0;
  let sent = 0;
  await fc.assert(
    fc.asyncProperty(badCommand, async bad => {
      await isRefused(office, bad);
      sent += 1;
      if (sent % 2_000 === 0) assert.is(office.truth, before);
      if (sent === settled) heap = heapInUse();
    }),
    { numRuns: attempts, endOnFailure: true },
  );
  assert.is(office.truth, before);
  const grown = heapInUse() - heap;
  assert.ok(grown < 6, `${grown.toFixed(1)} MiB more after ${attempts} than after ${settled}`);
  const taken = await office.send('take-ticket', '{"id":"after","by":"customer","args":{"service":"tax"}}');
  assert.equal(taken?.result, { ...taken?.result, ticket: 'V109' }, 'and the next customer is served');
  await office.stop();
}
