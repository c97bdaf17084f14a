import type { Command } from '../../firmware/servicepoint/commands';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { rules } from '../property/servicepoint/office';

/** Customers a day: seven times what the busiest pilot site had (requirements N-010: 10 352 in 151 opening days). */
export const busy = 480;

const hour = 3_600_000;
const day = 24 * hour;
const begin = Date.UTC(2014, 10, 3, 6);

/**
 * Facts of a busy site day after day, as the core makes them: customers who are printed, called, served or not, rings, presence, devices that
 * come and go. One array for each command.
 */
export function* busyDays(customers = busy): Generator<readonly ServiceEvent[]> {
  const point = new ServicePoint(rules);
  let at = begin;
  const ask = (name: Command['name'], args: object) => {
    at += Math.round((8 * hour) / customers / 6);
    return point.handle({ name, args, at, channel: 'box' } as Command).events;
  };
  for (let today = 0; ; today++) {
    at = begin + today * day;
    yield ask('started', { version: '1.0.0' });
    for (const place of ['desk-1', 'desk-2']) yield ask('presence', { place, state: 'available' });
    for (let customer = 0; customer < customers; customer++) {
      const counter = String((customer % 3) + 1);
      const service = ['kunta', 'vero', 'kunta'][customer % 3];
      const taken = ask('take-ticket', { service, kiosk: 'lobby', language: 'fi', needsTime: false });
      yield taken;
      const issued = taken.find(({ type }) => type === 'ticket.issued');
      if (issued?.type !== 'ticket.issued') continue;
      yield ask('print-ended', { ticket: issued.data.ticket, outcome: 'done' });
      yield ask('next', { counter });
      if (customer % 8 === 7) yield ask('recall', { counter });
      if (customer % 16 === 15) yield ask('no-show', { counter });
      else {
        yield ask('arrived', { counter });
        yield ask('done', { counter });
      }
      if (customer % 10 === 9) {
        const health = customer % 20 === 9 ? 'failed' : 'ok';
        yield ask('device-reported', { device: 'printer', health, warnings: [] });
      }
      if (customer % 12 !== 11) continue;
      const heard = ask('ring-heard', { source: 'video' });
      yield heard;
      const rung = heard.find(({ type }) => type === 'ring.started');
      if (rung?.type !== 'ring.started') continue;
      yield ask('acknowledge', { ring: rung.data.ring, place: 'desk-1' });
      yield ask('ring-over', { ring: rung.data.ring, end: 'answered' });
    }
  }
}
