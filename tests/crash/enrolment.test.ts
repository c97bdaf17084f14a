import { createPrivateKey, X509Certificate } from 'node:crypto';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Claim } from '../../provisioning/claim';
import type { Identity } from '../../provisioning/identity/identity';
import type { Shelf } from '../../provisioning/identity/shelf';
import { day, RegionBench } from '../support/region-bench';

/** What a power cut can leave of a step: nothing of it, all of it, or a removal that comes undone. */
type Cut = 'before' | 'after';

class PowerCut extends Error {}

/** A disk that loses power at a step. `writeDurably` leaves a file old or new, so each step is either not there or there. */
class CutShelf implements Shelf {
  readonly files: Map<string, string>;
  /** What each step did, for the message of a failure. */
  readonly steps: string[] = [];
  readonly #at: number;
  readonly #cut: Cut;

  constructor(files: ReadonlyMap<string, string>, at = Number.POSITIVE_INFINITY, cut: Cut = 'before') {
    this.files = new Map(files);
    this.#at = at;
    this.#cut = cut;
  }

  async read(name: string): Promise<string | undefined> {
    return this.files.get(name);
  }

  write(name: string, text: string): Promise<void> {
    return this.#step(`write ${name}`, () => this.files.set(name, text));
  }

  remove(name: string): Promise<void> {
    return this.#step(`remove ${name}`, () => this.files.delete(name));
  }

  async #step(name: string, change: () => void): Promise<void> {
    this.steps.push(name);
    const last = this.steps.length - 1 === this.#at;
    if (this.steps.length - 1 > this.#at) throw new PowerCut();
    if (!last || this.#cut === 'after') change();
    if (last) throw new PowerCut();
  }
}

/** The three files as the appliance reads them: whole, and belonging together. */
function usable(files: ReadonlyMap<string, string>): X509Certificate {
  const certificate = new X509Certificate(files.get('certificate.pem') ?? '');
  assert.ok(certificate.checkPrivateKey(createPrivateKey(files.get('key.pem') ?? '')), 'key and certificate');
  assert.ok(
    certificate.checkIssued(new X509Certificate(files.get('ca.pem') ?? '')),
    'certificate and authority',
  );
  return certificate;
}

/** Runs the work once to count its steps, then once for each step and each way a cut can leave it. */
async function cutEverywhere(
  start: () => Promise<ReadonlyMap<string, string>>,
  work: (shelf: Shelf) => Promise<void>,
  afterwards: (files: ReadonlyMap<string, string>, where: string) => Promise<void>,
): Promise<number> {
  const whole = new CutShelf(await start());
  await work(whole);
  let cuts = 0;
  for (let at = 0; at < whole.steps.length; at++)
    for (const cut of ['before', 'after'] as const) {
      const shelf = new CutShelf(await start(), at, cut);
      await work(shelf).then(
        () => assert.unreachable(`no cut at ${at}`),
        error => assert.instance(error, PowerCut, `${error.message} at step ${at}`),
      );
      await afterwards(shelf.files, `${cut} ${whole.steps[at]}`);
      cuts += 1;
    }
  return cuts;
}

const bench = new RegionBench();
test.before(() => bench.start());
test.after(() => bench.stop());

test('power is cut at every step of an enrolment: the box goes on by itself, with the same claim and the same key', async () => {
  let claim: Claim;
  let name = '';
  let box = 0;
  const seen = new Set<string>();
  const cuts = await cutEverywhere(
    async () => {
      name = `box-${box++}`;
      claim = bench.claim(name);
      return new Map();
    },
    async shelf => {
      const identity = bench.box(shelf);
      await identity.fingerprint();
      await identity.take(bench.url, claim);
      await identity.keepUp();
    },
    async (files, where) => {
      if (files.has('certificate.pem')) usable(files);
      const key = files.get('key.pem');
      const shelf = new CutShelf(files);
      const identity = bench.box(shelf);
      // Before it was kept, the technician sees an error and gives the claim again.
      if (!files.has('region.json')) await identity.take(bench.url, claim);
      await identity.keepUp();
      const certificate = usable(shelf.files);
      assert.match(certificate.subject, `CN=library/${name}`, where);
      if (key !== undefined) assert.is(shelf.files.get('key.pem'), key, where);
      assert.is(shelf.files.get('next.pem'), undefined, where);
      assert.not.match(shelf.files.get('region.json') ?? '', 'secret', where);
      seen.add(where);
    },
  );
  assert.ok(cuts >= 18, `only ${cuts} cuts: ${[...seen].join(', ')}`);
});

test('power is cut at every step of a renewal: the old certificate or the new one is in use, and the next look ends with the new one', async () => {
  await bench.enrolled('renewed');
  const shelf = bench.shelfOf('renewed');
  const names = ['key.pem', 'certificate.pem', 'ca.pem', 'region.json', 'known-time'];
  const enrolled = new Map<string, string>();
  for (const name of names) enrolled.set(name, (await shelf.read(name)) ?? '');
  const old = usable(enrolled);
  bench.time.ahead = 300 * day;
  await bench.serve();

  const cuts = await cutEverywhere(
    async () => enrolled,
    async cut => {
      await bench.box(cut).keepUp();
    },
    async (files, where) => {
      const inUse = usable(files);
      const replaced = inUse.serialNumber !== old.serialNumber;
      const after = new CutShelf(files);
      const identity: Identity = bench.box(after);
      const did = await identity.keepUp();
      // A generation that was installed but whose draft is still there is installed once more.
      assert.ok(did === 'renewed' || (did === 'nothing' && replaced), `${did} ${where}`);
      assert.not.equal(usable(after.files).serialNumber, old.serialNumber, where);
      assert.is(await bench.box(after).keepUp(), 'nothing', where);
      assert.is(after.files.get('next.pem'), undefined, where);
    },
  );
  assert.ok(cuts >= 14, `only ${cuts} cuts`);
});

test('a removal that comes undone in a power cut does no harm', async () => {
  const shelf = new CutShelf(new Map());
  const identity = bench.box(shelf);
  await identity.take(bench.url, bench.claim('undone'));
  await identity.keepUp();
  const first = usable(shelf.files);
  shelf.files.set('next.pem', shelf.files.get('certificate.pem') ?? '');
  shelf.files.set('next-ca.pem', shelf.files.get('ca.pem') ?? '');
  await bench.box(shelf).keepUp();
  assert.is(usable(shelf.files).serialNumber, first.serialNumber);
  assert.is(shelf.files.get('next.pem'), undefined);
});

test.run();
