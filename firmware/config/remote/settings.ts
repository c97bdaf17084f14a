import {
  type Static,
  type TObject,
  type TOptional,
  type TProperties,
  type TSchema,
  Type,
} from '@sinclair/typebox';
import { exactly } from '../../servicepoint/vocabulary';
import { means } from '../meaning';
import { SiteSchema } from '../site';
import { idWords } from '../site-parts';

/**
 * What of a site can be configured from afar: a part of the site file, by its own schemas. A setting that is given takes the place of the site
 * file's as a whole, one that is not leaves it. Entries of lists are named by their ids and are never added or taken away, so nobody who waits
 * loses their queue. Devices, network, credentials and what leaves the box of customers' own words are no business of this.
 */

type Some<P extends TProperties, K extends keyof P> = TObject<{ [N in K]: TOptional<P[N]> }>;

/** Some settings of a group. What is not given keeps its value, so defaults of the site file do not apply. */
function some<P extends TProperties, K extends keyof P & string>(
  { properties }: TObject<P>,
  names: readonly K[],
): Some<P, K> {
  const chosen = names.map(name => {
    const { default: _, ...schema } = properties[name] as TSchema;
    return [name, Type.Optional(schema as TSchema)];
  });
  return exactly(Object.fromEntries(chosen)) as unknown as Some<P, K>;
}

function byId<T extends TSchema>(entry: T, what: string) {
  return Type.Optional(
    // Without a default of their own TypeBox would not look for defaults in the entries.
    Type.Record(
      Type.String({ pattern: '^[a-z0-9][a-z0-9-]{0,39}$' }),
      { ...entry, default: {} },
      {
        additionalProperties: false,
        description: `${what} of the site file, by id`,
        ...means({ expects: `settings by the ids of ${what.toLowerCase()}`, names: idWords }),
      },
    ),
  );
}

const site = SiteSchema.properties;

export const RemoteSettings = exactly({
  ...some(SiteSchema, ['name', 'opening', 'noShow', 'announcements', 'notices', 'directory']).properties,
  organisations: byId(some(site.organisations.items, ['name', 'elsewhere', 'transfers']), 'Organisations'),
  services: byId(
    some(site.services.items, [
      'name',
      'hours',
      'exceptions',
      'lastTicket',
      'elsewhere',
      'minutes',
      'noShow',
    ]),
    'Services',
  ),
  counters: byId(some(site.counters.items, ['name', 'roster', 'calling', 'noShow']), 'Counters'),
  places: byId(some(site.places.items, ['name']), 'Places'),
  rings: byId(
    some(site.rings.items, ['members', 'substitutes', 'levels', 'missedAfter', 'longest', 'quietHours']),
    'Rings',
  ),
  smileys: byId(some(site.smileys.items, ['question', 'lockOut']), 'Smiley units'),
  feedback: Type.Optional({
    ...exactly({ collect: site.feedback.properties.collect, windows: site.feedback.properties.windows }),
    description: 'When feedback is collected; what becomes of open answers stays with the site file',
  }),
  ticket: Type.Optional({ ...some(site.ticket, ['note']), description: 'What stands on every ticket' }),
});

export type RemoteSettings = Static<typeof RemoteSettings>;

/** The lists whose entries are named by their ids. */
export const listsById = ['organisations', 'services', 'counters', 'places', 'rings', 'smileys'] as const;

/** The settings that are taken as they are. */
export const wholeSettings = ['name', 'opening', 'noShow', 'announcements', 'notices', 'directory'] as const;

/** The groups of which some settings are taken. */
export const groups = ['feedback', 'ticket'] as const;
