import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { instantsOf, localTime } from '../../../firmware/servicepoint/opening/local-time';

/** Far apart, with changes of the clocks by an hour and by half an hour, and with offsets that are no whole hours. */
const zones = [
  'Atlantic/Azores',
  'America/St_Johns',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Chatham',
];

function shownIn(timeZone: string): (at: number) => { day: string; minute: number } {
  const parts = {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  } as const;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone, hourCycle: 'h23', ...parts });
  return at => {
    const [day = '', time = ''] = format.format(at).split(' ');
    const [hour = 0, minute = 0] = time.split(':').map(Number);
    return { day, minute: hour * 60 + minute };
  };
}

test('A site on the meridian of Greenwich needs no offset to be told', () => {
  const at = Date.UTC(2026, 6, 1, 12, 34);
  assert.is(localTime(at, 'Atlantic/Reykjavik').minute, 12 * 60 + 34);
  assert.is(localTime(at, 'Europe/London').minute, 13 * 60 + 34);
});

test('A box that lives in the zone of its site tells the same local time as the locale data of Unicode', () => {
  const before = process.env.TZ;
  try {
    for (const zone of zones) {
      process.env.TZ = zone;
      const shown = shownIn(zone);
      for (let at = Date.UTC(2026, 0, 1); at < Date.UTC(2027, 0, 1); at += 17 * 15 * 60_000) {
        const { day, minute } = localTime(at, zone);
        assert.equal({ day, minute }, shown(at), `${zone} ${new Date(at).toISOString()}`);
        const { date } = localTime(at, zone);
        const { first, last } = instantsOf(date, minute, zone);
        assert.ok(at === first || at === last, `${zone} ${new Date(at).toISOString()}`);
      }
    }
  } finally {
    if (before === undefined) delete process.env.TZ;
    else process.env.TZ = before;
  }
});

test.run();
