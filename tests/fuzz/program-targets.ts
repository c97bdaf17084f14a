import { readHead } from '../../ota/format/channel-head';
import { readManifest } from '../../ota/format/manifest';
import { readPackHead, unpackManifest, unpackPart } from '../../ota/format/pack';
import { readCourse } from '../../ota/rollout/course';
import { readRollout } from '../../ota/rollout/rollout';
import { readBoxReport } from '../../ota/rollout/tally';
import { readSlotsState } from '../../ota/slots/slots-state';
import { issuedAt } from '../../ota/trust/trusted-clock';
import { readTold } from '../../ota/window/told';
import { claimIn } from '../../provisioning/claim';
import { unknownWish } from '../../provisioning/est/csr-attributes';
import { readRequest } from '../../provisioning/x509/certificate-request';
import { certificatesIn } from '../../provisioning/x509/certs-only';
import { fingerprintIn } from '../../provisioning/x509/fingerprint';
import { UpdateBench } from '../support/ota/update-bench';
import type { Target } from './target';

const text = (input: Buffer) => input.toString('utf8');

/** A box in front of a repository, on the network or on a stick, one file of which says something else. */
class Repository {
  readonly #bench = new UpdateBench().begin();

  constructor() {
    this.#bench.publish('1.0.1', ['1.0.0']);
  }

  async answers(input: Buffer): Promise<string> {
    const space = input.indexOf(32);
    const name = input.subarray(0, space).toString('latin1');
    this.#bench.answer = (path, content) => (path.includes(name) ? input.subarray(space + 1) : content);
    const { client } = this.#bench.client(this.#bench.box());
    const offer = await client.install();
    return `installed ${offer}`;
  }
}

let repository: Repository | undefined;

export const programTargets: readonly Target[] = [
  { name: 'est-certificates', share: 1, read: input => String(certificatesIn(input)?.length) },
  { name: 'est-wishes', share: 3, read: input => String(unknownWish(input) !== undefined) },
  { name: 'est-request', share: 1, read: input => String(readRequest(input) !== undefined) },
  {
    name: 'claims',
    share: 4,
    read: input => `${claimIn(text(input)).region.length} ${fingerprintIn(text(input)).length}`,
  },
  { name: 'release-head', share: 3, read: input => String(readHead(input).version.length) },
  { name: 'release-manifest', share: 3, read: input => String(readManifest(input).version.length) },
  {
    name: 'release-pack-head',
    share: 3,
    read: input => {
      const read = (offset: number, length: number) => input.subarray(offset, offset + length);
      return String(readPackHead(input.length, read).length);
    },
  },
  { name: 'release-pack', share: 1, read: input => String(unpackManifest(input).length) },
  {
    name: 'release-part',
    share: 1,
    read: input => String(unpackPart({ file: '', size: 10, packed: 10 }, input).length),
  },
  { name: 'release-rollout', share: 3, read: input => `${readRollout(input).paused}` },
  { name: 'release-course', share: 2, read: input => `${readCourse(input).paused}` },
  { name: 'box-report', share: 4, read: input => String(readBoxReport(text(input)) !== undefined) },
  { name: 'slots-state', share: 3, read: input => String(readSlotsState(input)?.phase) },
  { name: 'tuf-timestamp', share: 3, read: input => String(issuedAt(input) !== undefined) },
  {
    name: 'update-told',
    share: 3,
    read: input => {
      try {
        return String(readTold(JSON.parse(text(input))) !== undefined);
      } catch (error) {
        if (error instanceof SyntaxError) return 'no JSON';
        throw error;
      }
    },
  },
  {
    name: 'repository-or-stick',
    share: 0.03,
    read: input => {
      repository ??= new Repository();
      return repository.answers(input);
    },
  },
];
