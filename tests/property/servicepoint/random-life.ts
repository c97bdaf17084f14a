import { Kind, type TObject, type TSchema } from '@sinclair/typebox';
import { BookingCode, TypedCode } from '../../../firmware/servicepoint/bookings/booking-words';
import { boxCommands } from '../../../firmware/servicepoint/box/box-commands';
import {
  type AnyCommandName,
  type Command,
  commandSchemas,
  internalCommandSchemas,
} from '../../../firmware/servicepoint/commands';
import { SetId, UnitId } from '../../../firmware/servicepoint/feedback/feedback-words';
import { MessageNumber, PresetId } from '../../../firmware/servicepoint/messages/message-words';
import { localTime } from '../../../firmware/servicepoint/opening/local-time';
import { markOf, Seen } from '../../../firmware/servicepoint/queue/seen';
import type { Actor } from '../../../firmware/servicepoint/rights/actor';
import type { Rules } from '../../../firmware/servicepoint/rules';
import type { ServicePointView } from '../../../firmware/servicepoint/state';
import { Random } from '../../../simulator/random';

const minute = 60_000;
const day = 24 * 60 * minute;

/** How much more often than the rest a command is given: the daily bread of an office. */
const often: Partial<Record<AnyCommandName, number>> = {
  'take-ticket': 14,
  next: 12,
  arrived: 8,
  done: 6,
  recall: 3,
  'no-show': 2,
  park: 2,
  transfer: 3,
  reinstate: 2,
  'check-in': 3,
  'ring-heard': 2,
  'ring-over': 2,
  'smiley-pressed': 6,
  tick: 3,
  mode: 0.2,
  started: 0.1,
  'clock-stepped': 0.05,
};

const schemas: Readonly<Record<string, TSchema>> = { ...commandSchemas, ...internalCommandSchemas };

/** Few, so that bookings are moved and come again. */
const codesOfBookings = Array.from({ length: 40 }, (_, n) => `B${100 + n}`);

/**
 * An endless life of a service point: commands of every kind that the schemas know, by every role and way in, mostly about what exists,
 * over days, nights, holidays and changes of the clock. The same seed lives the same life.
 */
export class RandomLife {
  readonly #random: Random;
  readonly #rules: Rules;
  readonly #weights: Record<string, number>;
  readonly #actors: readonly Actor[];
  #at: number;

  constructor(seed: number | string, rules: Rules, from: number) {
    this.#random = new Random(seed);
    this.#rules = rules;
    this.#at = from;
    this.#weights = Object.fromEntries(
      Object.keys(schemas).map(name => [name, often[name as AnyCommandName] ?? 1]),
    );
    this.#actors = [
      { role: 'customer' },
      { role: 'advisor' },
      { role: 'technician' },
      { role: 'central' },
      ...Array.from(rules.counters.keys(), place => ({ role: 'counter', place }) as const),
    ];
  }

  /** By its clock, ms since 1970. */
  get now(): number {
    return this.#at;
  }

  next(state: ServicePointView): Command {
    const random = this.#random;
    const step = this.#pass();
    const name = step === 0 ? random.pick(this.#weights) : 'clock-stepped';
    const args = name === 'clock-stepped' ? { by: step } : this.#value(schemas[name] as TSchema, state);
    const isOutside = Object.hasOwn(commandSchemas, name);
    const by = isOutside && random.chance(0.3) ? this.#one(this.#actors) : undefined;
    const channel = isOutside ? this.#one(['button', 'page', 'http', 'mqtt'] as const) : 'box';
    return { name, args, at: this.#at, channel, ...(by && { by }) } as Command;
  }

  /** Time goes on; by how much the clock is set, if it is, ms. */
  #pass(): number {
    const random = this.#random;
    if (random.chance(0.0002)) {
      const most = random.chance(0.3) ? 2 * day : 3 * 60 * minute;
      const by = Math.round(random.between(-most, most));
      this.#at += by;
      return by;
    }
    // What a broker brings at once is decided in one millisecond.
    if (random.chance(0.15)) return 0;
    this.#at += Math.round(random.exponential(random.chance(0.02) ? 8 * minute : 25_000));
    const { minute: clock } = localTime(this.#at, this.#rules.timezone);
    // The evening passes quickly, and now and then a weekend or a holiday.
    if (clock > 17 * 60) this.#at += Math.round(random.between(14 * 60 * minute, 15 * 60 * minute));
    if (clock > 17 * 60 && random.chance(0.1)) this.#at += 2 * day;
    return 0;
  }

  #value(schema: TSchema, state: ServicePointView): unknown {
    const random = this.#random;
    const known = this.#known(schema, state);
    if (known && random.chance(0.97)) return this.#one(known);
    switch (schema[Kind]) {
      case 'Object':
        return this.#object(schema as TObject, state);
      case 'Array': {
        const length = Math.min(
          schema.maxItems ?? 4,
          (schema.minItems ?? 0) + Math.floor(random.between(0, 4)),
        );
        const items = Array.from({ length }, () => this.#value(schema.items, state));
        return schema.uniqueItems ? [...new Set(items)] : items;
      }
      case 'Union':
        return this.#value(this.#one(schema.anyOf as TSchema[]), state);
      case 'Literal':
        return schema.const;
      case 'Boolean':
        return random.chance(0.5);
      case 'Integer':
      case 'Number':
        return this.#integer(schema, state);
      case 'String':
        return this.#string(schema, state);
      default:
        throw new Error(`no way to make a ${schema[Kind]}`);
    }
  }

  #object(schema: TObject, state: ServicePointView): object {
    const required = new Set(schema.required);
    return Object.fromEntries(
      Object.entries(schema.properties)
        // What somebody saw long ago is refused, so few say it.
        .filter(([name]) => required.has(name) || this.#random.chance(name === 'seen' ? 0.05 : 0.5))
        .map(([name, of]) => [name, this.#value(of, state)]),
    );
  }

  #integer(
    { minimum = 0, maximum = minimum + 5, description = '' }: TSchema,
    state: ServicePointView,
  ): number {
    const { count } = state.messages;
    if (description === MessageNumber.description && count > 0)
      return count - Math.floor(this.#random.between(0, 3));
    // Instants are about now.
    if (description.includes('illiseconds since'))
      return this.#at + Math.round(this.#random.between(-day, day));
    return Math.floor(this.#random.between(minimum, Math.min(maximum, minimum + 10_000) + 1));
  }

  #string(schema: TSchema, state: ServicePointView): string {
    switch (schema.description) {
      case 'Code of a ticket, unique within its day':
        return `${this.#one(['A', 'K', 'V'])}${Math.floor(this.#random.between(101, 400))}`;
      case 'Id of a ring':
        return `${this.#one(['video', 'nothing'])}/${Math.floor(this.#random.between(1, 500))}`;
      case 'First local day on which they were given':
      case 'Last such day':
        return localTime(this.#at, this.#rules.timezone).day;
      case 'Local date of the service day':
        return state.day === '' || this.#random.chance(0.1)
          ? localTime(this.#at + day, this.#rules.timezone).day
          : state.day;
      default:
        return this.#one(['nobody', 'nothing', 'unheard-of']);
    }
  }

  /** What there is of what a schema means, so that most commands are about something. */
  #known({ description = '', pattern }: TSchema, state: ServicePointView): readonly string[] | undefined {
    const { services, counters, kiosks, places = new Map(), rings = new Map(), feedback } = this.#rules;
    const devices = this.#rules.devices ?? [];
    const { messages = new Map() } = this.#rules;
    const pools: Readonly<Record<string, () => Iterable<string>>> = {
      'Id of a service in the site file': () => services.keys(),
      'Id of a counter in the site file': () => counters.keys(),
      'Id of a kiosk in the site file': () => kiosks.keys(),
      'Code of a ticket, unique within its day': () => state.tickets.keys(),
      'Id of a counter or of an advisor place in the site file': () => places.keys(),
      'Id of a ring': () => [...state.ringing.rings.keys(), ...state.ringing.ended.keys()],
      'Name of a device in the site file': () => [...rings.values()].flatMap(({ sources }) => sources),
      [boxCommands['self-test'].properties.device.description ?? '']: () => devices,
      [boxCommands.restart.properties.device.description ?? '']: () => devices,
      [Seen.description ?? '']: () => [...state.tickets.values(), undefined].map(markOf),
      [PresetId.description ?? '']: () => messages.keys(),
      [SetId.description ?? '']: () => (feedback ? [feedback.set] : []),
      [UnitId.description ?? '']: () => feedback?.units.keys() ?? [],
      [BookingCode.description ?? '']: () => codesOfBookings,
      [TypedCode.description ?? '']: () => [...codesOfBookings, ...state.bookings.known.keys()],
    };
    const pool = pools[description];
    if (!pool || pattern === undefined) return undefined;
    const all = [...pool()];
    return all.length > 0 ? all : undefined;
  }

  #one<T>(all: readonly T[]): T {
    return all[Math.floor(this.#random.unit() * all.length)] as T;
  }
}
