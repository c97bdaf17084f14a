import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSite } from '../../../firmware/config/load-site';
import { rulesOf } from '../../../firmware/config/rules-of-site';
import type { ServiceEvent } from '../../../firmware/servicepoint/events';
import { dayName, dayNumber } from '../../../firmware/servicepoint/opening/calendar';
import type { Rules } from '../../../firmware/servicepoint/rules';
import { Figures } from '../../../simulator/figures';
import { openingDay } from '../../../simulator/people/opening-day';
import type { Scenario } from '../../../simulator/scenarios/scenario';
import { scenarioNamed, scenarioNames } from '../../../simulator/scenarios/scenarios';
import { simulate } from '../../../simulator/simulate';
import { runSimulate } from '../../../simulator/simulate-command';
import { siteFile } from '../../../simulator/site-files';

/** The pilots' days, and the quarter. */
const scenarios = scenarioNames()
  .filter(name => /-(day|quarter)$/.test(name) && name !== 'surge-day')
  .map(scenarioNamed);

const rulesFor = (scenario: Scenario): Rules => rulesOf(loadSite(siteFile(scenario.site)).site);

async function eventsOf(scenario: Scenario, seed: number, days: number): Promise<ServiceEvent[]> {
  const events: ServiceEvent[] = [];
  await simulate({
    scenario,
    rules: rulesFor(scenario),
    seed,
    days,
    see: event => events.push(event),
  });
  return events;
}

async function printed(...argv: string[]): Promise<{ code: number; out: string; notes: string }> {
  let out = '';
  let notes = '';
  const code = await runSimulate(
    argv,
    { write: (text: string) => (out += text) },
    { write: (text: string) => (notes += text) },
  );
  return { code, out, notes };
}

test('the same seed prints the same, byte for byte, and another seed another day', async () => {
  const first = await printed('mikkeli-day', '--seed', '1');
  const second = await printed('mikkeli-day', '--seed', '1');
  const other = await printed('mikkeli-day', '--seed', '2');
  assert.is(first.code, 0);
  assert.is(first.out, second.out);
  assert.is.not(first.out, other.out);
  assert.match(first.notes, /times faster than real/);
});

test('the same seed makes the same events at the same instants', async () => {
  const scenario = scenarioNamed('kiiminki-day');
  assert.equal(await eventsOf(scenario, 7, 2), await eventsOf(scenario, 7, 2));
});

for (const scenario of scenarios) {
  test(`${scenario.name}: nobody is lost, counted anew from the raw events`, async () => {
    const days = 4;
    const figures = new Figures();
    const events = await eventsOf(scenario, 5, days);
    for (const event of events) figures.see(event);

    // By hand: the last thing that happened to each number of each day must be an end.
    const lastOf = new Map<string, string>();
    let day = '';
    for (const event of events) {
      if (event.type === 'appliance.day-opened') day = event.data.day;
      else if (event.type === 'ticket.cancelled')
        lastOf.set(`${day} ${event.data.ticket}`, `cancelled ${event.data.reason}`);
      else if ('ticket' in event.data) lastOf.set(`${day} ${event.data.ticket}`, event.type);
    }
    const ended = (how: string) => [...lastOf.values()].filter(last => last === how).length;
    const { total, services } = figures;
    assert.is(total.issued, lastOf.size);
    assert.is(total.served, ended('ticket.served'));
    assert.is(total.noShows, ended('ticket.no-show'));
    assert.is(total.cancelled, ended('cancelled request'));
    assert.is(total.leftOver, ended('cancelled day-end'));
    assert.is(total.issued, total.served + total.noShows + total.cancelled + total.leftOver);
    assert.is(total.transferredIn, total.transferredOut);
    for (const [service, m] of services) {
      const came = m.issued + m.transferredIn - m.transferredOut;
      assert.is(came, m.served + m.noShows + m.cancelled + m.leftOver, service);
    }
    assert.is(total.leftOver, 0, 'the advisors stay until the room is empty');
  });

  test(`${scenario.name}: the mean of many days is the pilot's`, async () => {
    const { value } = scenario.eventsPerDay;
    const days = Math.min(400, Math.max(40, Math.round(1600 / value)));
    const figures = new Figures();
    for (const event of await eventsOf(scenario, 11, days)) figures.see(event);
    // Three standard errors of a Poisson count under the day factor, and what queues do to patience.
    const tolerance = 0.02 + 3 * Math.sqrt((1 / value + 0.0075) / days);
    const ratio = figures.total.served / days / value;
    assert.ok(Math.abs(ratio - 1) < tolerance, `${ratio} of ${value} a day, tolerance ${tolerance}`);
  });

  test(`${scenario.name}: every figure says where it comes from, and the parts add up to the whole`, () => {
    const rules = rulesFor(scenario);
    const demands = Object.entries(scenario.demand);
    const sourced = [
      scenario.eventsPerDay,
      scenario.advisors,
      scenario.languages,
      ...demands.flatMap(([, { perDay, minutes }]) => [perDay, minutes]),
    ];
    for (const { source } of sourced) assert.match(source, /^(own|N-\d{3}|[A-Z]{3}-\d{2})\b/);

    const daysOpen = new Map<string, number>();
    let openingDays = 0;
    const first = dayNumber(scenario.day);
    for (let day = first; day < first + 4 * 365; day += 1) {
      const opening = openingDay(rules, dayName(day));
      if (opening) openingDays += 1;
      for (const service of opening?.spans.keys() ?? [])
        daysOpen.set(service, (daysOpen.get(service) ?? 0) + 1);
    }
    const inAll = demands.reduce((sum, [service, { perDay }]) => {
      const open = daysOpen.get(service) ?? 0;
      assert.ok(open > 0, `${service} is a service of the site`);
      return sum + perDay.value * open;
    }, 0);
    const mean = inAll / openingDays;
    assert.ok(Math.abs(mean / scenario.eventsPerDay.value - 1) < 0.005, `${mean} a day`);

    const staffed = scenario.advisors.value.flatMap(
      ({ counter }) => rules.counters.get(counter)?.services ?? [],
    );
    for (const [service] of demands) assert.ok(staffed.includes(service), `somebody serves ${service}`);
    for (const language of Object.keys(scenario.languages.value)) {
      assert.ok(rules.languages.includes(language), `the site speaks ${language}`);
    }
  });
}

test('a service more or less changes nothing for the first customers of the others', async () => {
  const whole = scenarioNamed('parainen-day');
  const { tax: _, ...others } = whole.demand;
  const firstTown = (events: readonly ServiceEvent[]) =>
    events.find(event => event.type === 'ticket.issued' && event.data.service === 'town')?.at;
  const with_ = firstTown(await eventsOf(whole, 3, 1));
  assert.ok(with_ !== undefined);
  assert.is(firstTown(await eventsOf({ ...whole, demand: others }, 3, 1)), with_);
});

test('the notary of Parainen is asked for on Wednesdays only', async () => {
  const days = new Set<string>();
  for (const event of await eventsOf(scenarioNamed('parainen-day'), 1, 25)) {
    if (event.type === 'ticket.issued' && event.data.service === 'notary') days.add(event.data.day);
  }
  assert.ok(days.size > 0);
  for (const day of days) assert.is(new Date(day).getUTCDay(), 3, day);
});

test('without a scenario the command lists them; an unknown one is refused with the list', async () => {
  const none = await printed();
  assert.is(none.code, 0);
  for (const { name } of scenarios) assert.match(none.out, name);
  const unknown = await printed('helsinki-day');
  assert.is(unknown.code, 2);
  assert.is(unknown.out, '');
  assert.match(unknown.notes, /there is no scenario "helsinki-day" \(setting-invalid\)/);
  assert.match(unknown.notes, 'mikkeli-day');
});

test('a wrong option is refused with what is expected', async () => {
  for (const argv of [
    ['mikkeli-day', '--seed', 'x'],
    ['mikkeli-day', '--seed', '-1'],
    ['mikkeli-day', '--days', '0'],
    ['mikkeli-day', 'kiiminki-day'],
    ['mikkeli-day', '--speed', '2'],
  ]) {
    const { code, out, notes } = await printed(...argv);
    assert.is(code, 2, argv.join(' '));
    assert.is(out, '');
    assert.match(notes, 'usage: tiski simulate');
  }
});

test.run();
