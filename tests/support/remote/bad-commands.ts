import fc, { type Arbitrary } from 'fast-check';
import { commandSchemas, internalCommandSchemas } from '../../../firmware/servicepoint/commands';
import { pastIds } from './busy-office';
import { garbage, mutated } from './garbage';

/** A command that must not be carried out. */
export interface BadCommand {
  readonly why: string;
  readonly name: string;
  readonly payload: Buffer;
  readonly stale: boolean;
}

let made = 0;
/** Never used before. */
const freshId = fc.constant(null).map(() => `new-${made++}`);

function command(
  why: string,
  of: Arbitrary<{ name: string; message: unknown; stale?: boolean }>,
): Arbitrary<BadCommand> {
  return of.map(({ name, message, stale = false }) => ({
    why,
    name,
    payload: Buffer.from(JSON.stringify(message) ?? ''),
    stale,
  }));
}

const names = Object.keys(commandSchemas);
const counter = fc.constantFrom('c1', 'c2');
const word = fc.string({ maxLength: 12 });

/** Commands that would be carried out if their asker might. */
const doable = fc.constantFrom<[name: string, args: object]>(
  ['take-ticket', { service: 'tax' }],
  ['next', { counter: 'c2' }],
  ['recall', { counter: 'c1' }],
  ['arrived', { counter: 'c1' }],
  ['no-show', { counter: 'c1' }],
  ['park', { counter: 'c1' }],
  ['call', { counter: 'c2', ticket: 'K102' }],
  ['transfer', { ticket: 'V104', service: 'benefits' }],
  ['cancel', { ticket: 'V104' }],
  ['reinstate', { ticket: 'V105' }],
  ['acknowledge', { ring: 'c2/1', place: 'desk' }],
  ['presence', { place: 'desk', state: 'busy' }],
  ['mode', { mode: 'training' }],
);

/** By whom each of the above may not be asked. */
const strangers: Readonly<Record<string, readonly string[]>> = {
  'take-ticket': ['technician', 'central'],
  next: ['customer', 'advisor', 'technician', 'central', 'counter/c1'],
  call: ['customer', 'advisor', 'technician', 'central', 'counter/c1'],
  recall: ['customer', 'advisor', 'technician', 'central', 'counter/c2'],
  arrived: ['customer', 'advisor', 'technician', 'central', 'counter/c2'],
  'no-show': ['customer', 'advisor', 'technician', 'central', 'counter/c2'],
  park: ['customer', 'advisor', 'technician', 'central', 'counter/c2'],
  transfer: ['customer', 'technician', 'central', 'counter/c2'],
  cancel: ['customer', 'technician', 'central', 'counter/c2'],
  reinstate: ['customer', 'technician', 'central', 'counter/c2'],
  acknowledge: ['customer', 'technician', 'central'],
  presence: ['customer', 'technician', 'central', 'advisor/elsewhere'],
  mode: ['customer', 'counter/c1', 'advisor/desk'],
};

/** What cannot follow what has happened. */
const untimely = fc.constantFrom<[name: string, args: object]>(
  ['arrived', { counter: 'c2' }],
  ['done', { counter: 'c2' }],
  ['recall', { counter: 'c2' }],
  ['park', { counter: 'c2' }],
  ['no-show', { counter: 'c2' }],
  ['call', { counter: 'c2', ticket: 'V103' }],
  ['call', { counter: 'c1', ticket: 'V105' }],
  ['cancel', { ticket: 'V105' }],
  ['cancel', { ticket: 'V101' }],
  ['cancel', { ticket: 'A999' }],
  ['reinstate', { ticket: 'V103' }],
  ['reinstate', { ticket: 'V101' }],
  ['transfer', { ticket: 'V101', service: 'benefits' }],
  ['transfer', { ticket: 'V103', service: 'nowhere' }],
  ['next', { counter: 'c9' }],
  ['take-ticket', { service: 'nowhere' }],
  ['take-ticket', { service: 'tax', kiosk: 'nowhere' }],
  ['acknowledge', { ring: 'c2/9' }],
  ['wrong-call', { ring: 'c1/1' }],
  ['presence', { place: 'nowhere', state: 'busy' }],
  ['print-summary', { day: '1999-01-01', kiosk: 'lobby' }],
  ['restore-config', {}],
);

/** All ways in which a command can be bad, about equally often. */
export const badCommand: Arbitrary<BadCommand> = fc.oneof(
  garbage(17_000).map(payload => ({ why: 'garbage', name: 'next', payload, stale: false })),
  command(
    'envelope',
    fc.record({ id: freshId, args: fc.object({ maxDepth: 2 }) }).chain(({ id, args }) =>
      fc.record({
        name: fc.constantFrom(...names),
        message: fc.oneof(
          fc.constant({ id, by: 'Matti Meikäläinen', args }),
          fc.constant({ id, args }),
          fc.constant({ id, by: 'central', args, more: 1 }),
          fc.constant({ id, by: 'central', args: [args] }),
          fc.anything().map(by => ({ id, by: typeof by === 'string' ? `?${by}` : by, args })),
          word.map(text => ({ id: `${text} /`, by: 'central', args })),
          fc.anything().map(other => (typeof other === 'object' ? { other } : other)),
        ),
      }),
    ),
  ),
  command(
    'name',
    fc.record({
      name: fc.oneof(
        fc.constantFrom(...Object.keys(internalCommandSchemas)),
        fc.constantFrom(
          '__proto__',
          'constructor',
          'toString',
          'hasOwnProperty',
          '',
          'NEXT',
          'next ',
          'next/next',
        ),
        word.filter(name => !names.includes(name)),
      ),
      message: freshId.map(id => ({ id, by: 'central', args: { version: '9.9.9', by: 3_600_000 } })),
    }),
  ),
  command(
    'arguments',
    fc.tuple(doable, freshId).chain(([[name, args], id]) =>
      mutated(args).map(wrong => ({
        name,
        message: { id, by: 'program', args: { ...asObject(wrong), spoilt: 1 } },
      })),
    ),
  ),
  command(
    'unauthorised',
    fc
      .tuple(doable, freshId)
      .chain(([[name, args], id]) =>
        fc.constantFrom(...(strangers[name] ?? [])).map(by => ({ name, message: { id, by, args } })),
      ),
  ),
  command(
    'untimely',
    fc.tuple(untimely, freshId).map(([[name, args], id]) => ({ name, message: { id, by: 'program', args } })),
  ),
  command(
    'stale',
    fc
      .tuple(doable, freshId)
      .map(([[name, args], id]) => ({ name, message: { id, by: 'program', args }, stale: true })),
  ),
  command(
    'replayed',
    fc.record({
      name: fc.constantFrom('next', 'cancel', 'take-ticket'),
      message: fc
        .tuple(fc.constantFrom(...pastIds), counter)
        .map(([id, at]) => ({ id, by: 'program', args: { counter: at } })),
    }),
  ),
);

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : { value };
}
