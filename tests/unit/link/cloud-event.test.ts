import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { cloudEvent, familyOf } from '../../../firmware/link/cloud-event';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';

const origin = { site: 'mikkeli', appliance: 'hub', epoch: 'abc' } as const;

function sent(type: string, data: object, more: object = {}) {
  const event = { type, data, at: Date.UTC(2026, 2, 2, 7), ...more } as ServiceEvent;
  return cloudEvent({ number: 7, fact: { event } } as Parameters<typeof cloudEvent>[0], origin, 'synced');
}

test('a fact goes out as a CloudEvent that can be put in order and found again', () => {
  const { data, ...envelope } = sent('ticket.called', { ticket: 'V101', counter: '1' });
  assert.equal(envelope, {
    specversion: '1.0',
    id: 'hub/abc/7',
    source: 'tiski:mikkeli/hub',
    type: 'fi.tiski.ticket.called.v1',
    subject: 'V101',
    time: '2026-03-02T07:00:00.000Z',
    datacontenttype: 'application/json',
    sequence: 7,
    epoch: 'abc',
    clock: 'synced',
    mode: 'live',
  });
  assert.equal(data, { ticket: 'V101', counter: '1' });
});

test('what a fact is about is its subject: ticket, device, ring, source, place, unit, service or organisation, else the box', () => {
  for (const [data, subject] of [
    [{ ticket: 'V101', counter: '1' }, 'V101'],
    [{ device: 'printer', health: 'ok' }, 'printer'],
    [{ ring: 'room/7', group: 'room' }, 'room/7'],
    [{ source: 'town' }, 'town'],
    [{ place: 'desk', state: 'away' }, 'desk'],
    [{ unit: 'exit', press: 1 }, 'exit'],
    [{ figures: {}, service: 'tax' }, 'tax'],
    [{ figures: {}, organisation: 'state' }, 'state'],
    [{ day: '2026-03-02' }, 'hub'],
  ] as const)
    assert.is(sent('ticket.called', data).subject, subject);
});

test('what is not live says so, and every fact has a family', () => {
  assert.is(sent('ticket.called', { ticket: 'V101' }, { mode: 'training' }).mode, 'training');
  assert.is(familyOf({ type: 'ticket.called', data: {}, at: 0 } as ServiceEvent), 'ticket');
});

test.run();
