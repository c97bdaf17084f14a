import { Type } from '@sinclair/typebox';
import { exactly, ServiceId } from '../servicepoint/vocabulary';
import { means } from './meaning';
import { idWords, Reference } from './site-parts';

/** Schemas of how customers are called, waited for and sent on. */

export const Calling = exactly({
  policy: Type.Union(
    [Type.Literal('slots'), Type.Literal('oldest'), Type.Literal('weighted'), Type.Literal('own-order')],
    {
      default: 'slots',
      description:
        'slots: appointments from their time on, everybody else by age. oldest: by age over all services. weighted: a minute of waiting counts as often as the weight of the service says. own-order: one service before another',
    },
  ),
  weights: Type.Optional(
    Type.Record(Type.String({ pattern: ServiceId.pattern }), Type.Integer({ minimum: 1, maximum: 20 }), {
      additionalProperties: false,
      description: 'For weighted: weights of services; 1 for those that are not here',
      ...means({ expects: 'services and their weights, such as { tax: 3, benefits: 1 }', names: idWords }),
    }),
  ),
  order: Type.Optional(
    Type.Array(Reference('services', 'Id of a service'), {
      minItems: 1,
      uniqueItems: true,
      description: 'For own-order: services, the first before all others; those that are not here come last',
    }),
  ),
  firstAfterMinutes: Type.Integer({
    minimum: 5,
    maximum: 600,
    default: 60,
    description:
      'For weighted and own-order: whoever has waited so long is called before all who came later, so that nobody waits for ever',
  }),
});

/** CAL-04 to CAL-07, TKT-12. */
export const NoShow = exactly({
  waitSeconds: Type.Optional(
    Type.Integer({
      minimum: 30,
      maximum: 900,
      description:
        'How long a called customer is waited for until the officer is prompted; 150, if left out everywhere',
    }),
  ),
  needsTimeSeconds: Type.Optional(
    Type.Integer({
      minimum: 30,
      maximum: 1800,
      description:
        'The same for a ticket taken with "I need more time"; twice as long as others, if left out everywhere',
    }),
  ),
  by: Type.Optional(
    Type.Union([Type.Literal('press'), Type.Literal('automatic')], {
      description:
        'press: the officer records that nobody came, by the next press. automatic: the box does, some time after its prompt. press, if left out everywhere',
    }),
  ),
  automaticSeconds: Type.Optional(
    Type.Integer({
      minimum: 10,
      maximum: 900,
      description:
        'For automatic: from the prompt until the ticket counts as missed; 60, if left out everywhere',
    }),
  ),
});

/** CAL-03. */
export const Announcements = exactly({
  seconds: Type.Integer({
    minimum: 5,
    maximum: 10,
    default: 5,
    description: 'Seconds for which a number stands at least, however many are called at once',
  }),
  againAfter: Type.Integer({
    minimum: 15,
    maximum: 60,
    default: 25,
    description: 'Seconds after which a number is shown for the second time, unless its customer has come',
  }),
});

/** By whom the queue is ordered: TKT-10. */
export const Transfers = Type.Union([Type.Literal('end'), Type.Literal('first-arrival')], {
  description:
    'Place of a ticket that a counter transfers between services of this organisation. end: behind all who wait. first-arrival: where the customer would stand who had taken a number for it at first. All other transfers go to the end, and these too, if left out',
});
