import { type TSchema, Type } from '@sinclair/typebox';
import { Role } from '../rights/actor';
import { Code, exactly, PlaceId } from '../vocabulary';
import { Configured, Digest, Revision } from './configuration-words';

/** What happens to the configuration of the point. Its settings stay outside of facts. */
export const configurationFacts = {
  /** From here on the point goes by this configuration, or by the site file alone where none is named. */
  'appliance.configured': exactly({
    configuration: Type.Optional(Configured),
    cause: Type.Union([Type.Literal('desired'), Type.Literal('restored')], {
      description: 'desired: by its desired state. restored: somebody brought back the one before',
    }),
    role: Type.Optional(Role),
    place: Type.Optional(PlaceId),
  }),
  /** A desired configuration was not taken; told once, however often it arrives. */
  'appliance.configuration-refused': exactly({
    revision: Type.Optional({ ...Revision, description: 'Absent: it could not be read' }),
    code: { ...Code, description: 'The first reason' },
  }),
  /** A configuration that was kept fits the site file no more, or is gone; if it was in force, the site file is now. */
  'appliance.configuration-unfit': exactly({ revision: Revision, digest: Digest, code: Code }),
} as const satisfies Record<string, TSchema>;
