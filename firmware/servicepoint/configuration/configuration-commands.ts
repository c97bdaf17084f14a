import { type TSchema, Type } from '@sinclair/typebox';
import { Code, exactly } from '../vocabulary';
import { Base, Configured, Digest, Revision } from './configuration-words';

export const configurationCommands = {
  /** Back to the configuration before; given again, forth. */
  'restore-config': exactly({}),
} as const satisfies Record<string, TSchema>;

/** What has become of a desired configuration once its contents were judged. */
export const configurationInternalCommands = {
  /** Its contents fit the site; absent: back to the site file. */
  configure: exactly({ configuration: Type.Optional(Configured), base: Type.Optional(Base) }),
  'configuration-refused': exactly({ revision: Type.Optional(Revision), code: Code }),
  'configuration-unfit': exactly({ digest: Digest, code: Code }),
} as const satisfies Record<string, TSchema>;
