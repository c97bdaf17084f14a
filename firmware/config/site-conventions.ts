import { Type } from '@sinclair/typebox';
import { means } from './meaning';

/**
 * Settings of `mqtt` that describe the box to programs which know neither its topics nor AsyncAPI. Either word for "yes" or, where the
 * place is not the usual one, that place.
 */
export const conventions = {
  homeAssistant: Type.Optional(
    Type.Union([Type.Literal(true), Type.String({ pattern: '^[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*$' })], {
      description:
        'Home Assistant finds the box by itself: true, or the discovery prefix if it is not "homeassistant"; not, if left out',
      ...means({ expects: 'true, or a discovery prefix such as homeassistant' }),
    }),
  ),
  homie: Type.Optional(
    Type.Union([Type.Literal(true), Type.String({ pattern: '^[a-z0-9-]+$' })], {
      description:
        'The box is a device of the Homie convention 5, over a second connection: true, or the domain if it is not "homie"; not, if left out',
      ...means({ expects: 'true, or a domain such as homie' }),
    }),
  ),
};
