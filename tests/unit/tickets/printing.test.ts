import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { Site } from '../../../firmware/config/site';
import { PairingPrinting } from '../../../firmware/tickets/pairing-printing';
import { printTestTicket } from '../../../firmware/tickets/print-test-ticket';
import { Printing, type PrintingOptions } from '../../../firmware/tickets/printing';
import { SummaryPrinting } from '../../../firmware/tickets/summary-printing';
import { silent } from '../../../hal/platform/log';
import { type PrintOutcome, paperWidths } from '../../../hal/ticket-printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { smallSite } from '../../support/web-box';

const site: Site = {
  ...smallSite,
  kiosks: [
    { id: 'lobby', printer: 'one', buttons: [] },
    { id: 'upstairs', printer: 'two', buttons: [] },
    { id: 'bare', buttons: [] },
  ],
};

/** Printers of a site, what they were told, and what the core was told of them. */
function point(tickets: readonly { kiosk: string; print: string }[], print: () => Promise<PrintOutcome>) {
  const torn: string[] = [];
  const recorded: Record<string, unknown>[] = [];
  const errors: string[] = [];
  const printers = new Map(
    ['one', 'two'].map(name => [
      name,
      { kind: 'ticket-printer', name, paper: paperWidths[80], print, mayBeTorn: () => torn.push(name) },
    ]),
  );
  const options = {
    runtime: {
      events: new EventEmitter(),
      rules: rulesOf(site),
      state: { day: '2026-03-18', tickets: new Map(tickets.map((ticket, index) => [`V10${index}`, ticket])) },
      journal: { waiting: 0, labelled: () => [] },
      record: async ({ name, args }: { name: string; args: object }) => {
        recorded.push({ name, ...args });
        return {};
      },
    },
    hal: { devices: printers, find: (_: string, name: string | undefined) => printers.get(name ?? '') },
    site: { now: site },
    time: new VirtualTime(),
    log: { ...silent, error: (_: object, message: string) => errors.push(message) },
  };
  const commit = (type: string, data: object) =>
    options.runtime.events.emit('committed', [
      { event: { type, at: 0, data } },
      { event: { type: 'other' } },
    ]);
  return {
    options: options as unknown as PrintingOptions & { readonly time: VirtualTime },
    torn,
    recorded,
    errors,
    commit,
  };
}

const done = async (): Promise<PrintOutcome> => ({ outcome: 'done' });
const broken = async (): Promise<PrintOutcome> => {
  throw new Error('no wire');
};

test('after a start a printer whose last number is not known to be whole may have half of it hanging', () => {
  const { options, torn } = point(
    [
      { kiosk: 'lobby', print: 'pending' },
      { kiosk: 'upstairs', print: 'unconfirmed' },
      { kiosk: 'lobby', print: 'printed' },
      { kiosk: 'upstairs', print: 'none' },
      { kiosk: 'bare', print: 'pending' },
    ],
    done,
  );
  new Printing(options).start();
  assert.equal(torn, ['two']);
});

const issued = (kiosk: string, print = true) => ({
  ticket: 'V101',
  day: '2026-03-18',
  service: 'tax',
  language: 'fi',
  needsTime: false,
  ahead: 0,
  kiosk,
  print,
});

test('a number goes on paper once; a kiosk without a printer and one that breaks are told apart', async () => {
  for (const [print, ends, said] of [
    [done, ['done', 'not-done kiosk-unknown'], []],
    [broken, ['not-done internal-error', 'not-done kiosk-unknown'], ['ticket not printed']],
  ] as const) {
    const { options, recorded, commit, errors } = point([], print);
    const printing = new Printing(options);
    printing.start();
    for (const kiosk of ['lobby', 'bare']) commit('ticket.issued', issued(kiosk));
    commit('ticket.issued', issued('lobby', false));
    await printing.stop();
    const told = recorded.map(({ outcome, code }) => `${outcome} ${code ?? ''}`.trim());
    assert.equal(told.sort(), [...ends].sort());
    assert.equal(errors, said);
  }
});

test('a code for a technician that nobody holds in their hands lets nobody in', async () => {
  const { options, recorded, commit } = point([], done);
  const withdrawn: string[] = [];
  const codes = { make: async () => 'ABCD-EFGH', withdraw: async () => void withdrawn.push('code') };
  const pairing = new PairingPrinting({ ...options, codes });
  pairing.start();
  commit('appliance.pairing-asked', { kiosk: 'bare', language: 'fi' });
  commit('appliance.pairing-asked', { kiosk: 'lobby', language: 'fi' });
  await pairing.stop();
  const told = recorded.map(({ kiosk, outcome, code }) => [kiosk, outcome, code]);
  assert.equal(told.sort(), [
    ['bare', 'not-done', 'kiosk-unknown'],
    ['lobby', 'done', undefined],
  ]);
  assert.is(withdrawn.length, 1);
});

test('a day on paper needs a printer and figures of that day', async () => {
  const { options, recorded, commit } = point([], done);
  const summaries = new SummaryPrinting(options);
  summaries.start();
  for (const kiosk of ['bare', 'lobby'])
    commit('measure.summary-asked', { day: '2025-01-01', kiosk, language: 'fi' });
  await summaries.stop();
  assert.equal(recorded.map(({ kiosk, code }) => [kiosk, code]).sort(), [
    ['bare', 'kiosk-unknown'],
    ['lobby', 'measures-unknown'],
  ]);
});

test('a test ticket comes out of a printer, and of nothing else', async () => {
  const { options } = point([], done);
  assert.equal(await printTestTicket('one', options), { outcome: 'done' });
  assert.is(printTestTicket('lamp', options), undefined);
});

test.run();
