import { type Static, Type } from '@sinclair/typebox';
import { Day, exactly, Instant, ServiceId } from '../servicepoint/vocabulary';

const Text = Type.Record(Type.String(), Type.String(), { description: 'The text by language' });

const Minutes = Type.Integer({ minimum: 0, description: 'Minutes' });

const ClockTime = Type.String({
  pattern: '^\\d{2}:\\d{2}$',
  description: 'By the clock of the site; 24:00 is the end of the day',
});

const Service = exactly({
  id: ServiceId,
  letter: Type.String({ description: 'First letter of its numbers' }),
  name: Text,
  organisation: Text,
  state: Type.Union([Type.Literal('open'), Type.Literal('full'), Type.Literal('closed')], {
    description: 'full: it serves, and gives no numbers any more as the queue lasts until closing',
  }),
  hours: Type.Optional(
    Type.Array(exactly({ from: ClockTime, to: ClockTime }), {
      description: 'Of today; none when it is not open today. Absent for a service without hours',
    }),
  ),
  opensAt: Type.Optional({
    ...Instant,
    description: 'When a closed service opens next, if that is known; ms',
  }),
  elsewhere: Type.Optional(
    exactly({
      web: Type.Optional(Type.String()),
      phone: Type.Optional(Type.String()),
      place: Type.Optional(Text),
    }),
  ),
  waiting: Type.Integer({ minimum: 0, description: 'Tickets that wait' }),
  wait: Type.Optional({
    ...exactly({ from: Minutes, to: Minutes }),
    description: 'About how long somebody waits who comes now; absent while nobody can tell',
  }),
});

/**
 * What `/api/info-tv` answers (DSP-08, CFG-01, S14): who serves today and when, waits, notices. A public contract: within a version only optional
 * settings are added.
 */
export const InfoTvSchema = exactly({
  version: Type.Literal(1),
  site: ServiceId,
  name: Text,
  mode: Type.Union([Type.Literal('live'), Type.Literal('demo'), Type.Literal('training')], {
    description: 'Anything but live is to be told on every screen',
  }),
  languages: Type.Array(Type.String(), { description: 'Of the site; the first is the default' }),
  timezone: Type.String({ description: 'IANA name' }),
  now: { ...Instant, description: 'When this was drawn up, ms since 1970-01-01 UTC as all instants here' },
  day: { ...Day, description: 'Today by the clock of the site' },
  services: Type.Array(Service),
  notices: Type.Array(Text),
});

export type InfoTv = Static<typeof InfoTvSchema>;
