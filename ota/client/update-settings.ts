import { join, resolve } from 'node:path';
import type { SecureContextOptions } from 'node:tls';
import { type Static, Type } from '@sinclair/typebox';
import { Value } from '@sinclair/typebox/value';
import { messageOf, TiskiError } from '../../hal/platform/error';
import type { Disk } from '../disk/disk';
import { HawkbitSettings } from '../hawkbit/hawkbit-settings';

const UpdateSettings = Type.Object(
  {
    /** Address of the repository, with `metadata/` and `targets/` below it. */
    source: Type.String({ pattern: '^(https?|file)://' }),
    channel: Type.String({ pattern: '^[a-z][a-z0-9-]*$' }),
    /** As the appliance says it, if left out. */
    site: Type.Optional(Type.String()),
    /** PEM files, from here if not from the root: the box's own certificate and key, and whom it trusts. */
    tls: Type.Optional(
      Type.Object(
        {
          ca: Type.Optional(Type.String()),
          certificate: Type.Optional(Type.String()),
          key: Type.Optional(Type.String()),
        },
        { additionalProperties: false },
      ),
    ),
    /** Where the appliance of this machine answers, and where it keeps its state; what starts it anew. */
    box: Type.Optional(
      Type.Object(
        {
          url: Type.Optional(
            Type.String({ pattern: '^http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:\\d+)?/?$' }),
          ),
          state: Type.Optional(Type.String()),
          restart: Type.Optional(Type.Array(Type.String(), { minItems: 1 })),
          /** Whether a release must print a test ticket, at the first quiet moment, before it is kept. */
          printTest: Type.Optional(Type.Boolean()),
        },
        { additionalProperties: false },
      ),
    ),
    hawkbit: Type.Optional(HawkbitSettings),
    /** KiB/s that a download may take. */
    rate: Type.Optional(Type.Integer({ minimum: 8, maximum: 1_000_000 })),
  },
  { additionalProperties: false },
);
/** Where a box looks for updates; `update.json` in the folder of its slots, written when it is provisioned. */
export type UpdateSettings = Static<typeof UpdateSettings>;

export const settingsName = 'update.json';

/** The root of trust that the box left with, in the same folder. */
export const factoryRootName = 'factory-root';

/** @throws TiskiError `setting-invalid` */
export function readSettings(disk: Disk, folder: string): UpdateSettings {
  const file = join(folder, settingsName);
  let parsed: unknown;
  try {
    parsed = JSON.parse(disk.read(file).toString('utf8'));
  } catch (error) {
    throw new TiskiError('setting-invalid', `${file}: ${messageOf(error)}`, { cause: error });
  }
  if (Value.Check(UpdateSettings, parsed)) return parsed;
  const wrong = Value.Errors(UpdateSettings, parsed).First();
  throw new TiskiError('setting-invalid', `${file}: ${wrong?.path} ${wrong?.message}`);
}

/** What `tls` names, read. @throws TiskiError `setting-invalid` */
export function tlsOf(disk: Disk, folder: string, { tls }: UpdateSettings): SecureContextOptions | undefined {
  const pem = (file: string | undefined) => {
    try {
      return file === undefined ? undefined : disk.read(resolve(folder, file));
    } catch (error) {
      throw new TiskiError('setting-invalid', messageOf(error), { cause: error });
    }
  };
  return tls && { ca: pem(tls.ca), cert: pem(tls.certificate), key: pem(tls.key) };
}
