import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { loadSite } from '../../firmware/config/load-site';
import { rulesOf } from '../../firmware/config/rules-of-site';
import type { ServiceEvent } from '../../firmware/servicepoint/events';
import type { Figures } from '../../firmware/servicepoint/measures/figures';
import type { Rules } from '../../firmware/servicepoint/rules';
import { ServicePoint } from '../../firmware/servicepoint/service-point';
import { sleep } from '../../hal/platform/time';
import type { OpeningDay } from '../../simulator/people/opening-day';
import { scenarioNamed } from '../../simulator/scenarios/scenarios';
import { type SimulatedBox, simulate } from '../../simulator/simulate';
import { siteFile } from '../../simulator/site-files';
import { history, rules as smallOffice } from '../property/servicepoint/office';
import { recounted, toldIn } from '../support/recount/recounted';

const minute = 60_000;

/** Enough days for a few hundred customers at each of the five volumes; over the turn of a year, so that a month and a quarter close. */
const days: Readonly<Record<string, number>> = {
  'mikkeli-day': 9,
  'kiiminki-day': 10,
  'saarijarvi-day': 14,
  'parainen-day': 14,
  'pelkosenniemi-day': 40,
};
const firstDay = '2026-12-21';

const withFeedback = (rules: Rules): Rules => ({
  ...rules,
  feedback: {
    campaign: { mode: 'always' },
    set: 'device',
    units: new Map([['smiley', { id: 'smiley', question: 'csat', lockOut: 5000 }]]),
    pageLockOut: 5000,
  },
});

/** Somebody rings from another room, customers press faces, and for some minutes of some days the box is used for training. */
function alongside(rules: Rules) {
  const [group] = rules.rings?.values() ?? [];
  const source = group?.sources[0] ?? 'video-room';
  const [service] = rules.services.values();
  return async (
    { day, opens, closes }: OpeningDay,
    { runtime, time, random }: SimulatedBox,
  ): Promise<void> => {
    const { signal } = new AbortController();
    const at = (instant: number) => sleep(time, instant - time.now(), 'alongside', signal);
    const lives = Array.from({ length: 3 }, async () => {
      await at(random.between(opens, closes));
      const { ring } = await runtime.record({ name: 'ring-heard', args: { source } });
      await sleep(time, random.between(5000, 50_000), 'rings', signal);
      const end = random.chance(0.6) ? 'answered' : 'ended';
      await runtime.record({ name: 'ring-over', args: { ring: String(ring), end } });
    });
    const faces = Array.from({ length: 6 }, async () => {
      await at(random.between(opens, closes));
      const face = Math.floor(random.between(1, 5));
      await runtime.record({ name: 'smiley-pressed', args: { unit: 'smiley', face, faces: 4 } });
    });
    const training = async () => {
      if (Number(day.slice(-2)) % 3 !== 1) return;
      await at(random.between(opens, closes - 30 * minute));
      const ask = (name: string, args: object) => runtime.execute({ name, args, channel: 'http' });
      await ask('mode', { mode: 'training' });
      await ask('take-ticket', { service: service?.id });
      await sleep(time, 5 * minute, 'training', signal);
      await ask('mode', { mode: 'live' });
    };
    await Promise.all([...lives, ...faces, training()]);
  };
}

for (const scenario of Object.keys(days).map(scenarioNamed)) {
  test(`${scenario.name}: whoever counts the raw log again gets every figure of every close, to the last digit`, async () => {
    const rules = withFeedback(rulesOf(loadSite(siteFile(scenario.site)).site));
    const log: ServiceEvent[] = [];
    await simulate({
      scenario: { ...scenario, day: firstDay },
      rules,
      seed: 4,
      days: days[scenario.name] ?? 1,
      see: event => log.push(event),
      alongside: alongside(rules),
    });
    const told = toldIn(log);
    const counted = recounted(log, rules);
    assert.ok(
      told.has('month 2026-12 point') && told.has('quarter 2026-Q4 point'),
      'month and quarter close',
    );
    for (const [what, figures] of told) assert.equal(figures, counted.get(what), what);
    for (const [what, figures] of counted) {
      if (told.has(what) || what.endsWith('point')) continue;
      const { arrivals, transferredIn } = figures as Figures;
      const isOver = !/ 2027-(01|02|03|Q1)$/.test(what.split(' ').slice(0, 2).join(' '));
      assert.ok(!isOver || arrivals + transferredIn === 0, `${what} was never closed`);
    }

    const types = new Set(log.map(({ type }) => type));
    const wanted = [
      ...['ticket.served', 'ring.started', 'ring.answered', 'feedback.pressed'],
      ...(scenario.name === 'pelkosenniemi-day'
        ? []
        : ['ticket.no-show', 'ticket.reinstated', 'ticket.parked']),
      ...(scenario.name === 'mikkeli-day' ? ['ticket.transferred', 'ticket.cancelled'] : []),
    ];
    for (const type of wanted) assert.ok(types.has(type as ServiceEvent['type']), `${type} happened`);
    assert.ok(
      log.some(({ mode }) => mode === 'training'),
      'there was training',
    );
  });
}

test('any history, with clocks that jump and modes that change in the midst of it, is counted again to the last digit', () => {
  const organisations: Readonly<Record<string, string>> = { kunta: 'town', vero: 'state', kela: 'state' };
  const rules: Rules = {
    ...smallOffice,
    services: new Map(
      [...smallOffice.services].map(([id, service]) => [id, { ...service, organisation: organisations[id] }]),
    ),
  };
  const point = new ServicePoint(rules);
  const log: ServiceEvent[] = [];
  const disturbance = fc.oneof(
    fc.record({
      name: fc.constant('mode' as const),
      args: fc.record({ mode: fc.constantFrom('live', 'live', 'demo') }),
    }),
    fc.record({
      name: fc.constant('clock-stepped' as const),
      args: fc.record({ by: fc.integer({ min: -4_000_000, max: 4_000_000 }) }),
    }),
  );
  const disturbances = fc.sample(disturbance, { numRuns: 100, seed: 7 });
  let at = 0;
  for (const [index, commands] of fc.sample(history, { numRuns: 100, seed: 7 }).entries()) {
    const later = Math.max(0, at - (commands[0]?.at ?? 0)) + 10 * 60 * minute;
    const middle = commands[Math.floor(commands.length / 2)];
    for (const command of commands) {
      at = command.at + later;
      log.push(...point.handle({ ...command, at }).events);
      const other = disturbances[index];
      if (command === middle && other) {
        log.push(
          ...point.handle({ ...other, at, channel: 'box' } as Parameters<typeof point.handle>[0]).events,
        );
      }
    }
  }
  const counted = recounted(log, rules);
  const told = toldIn(log);
  assert.ok(told.size > 200, `${told.size} closes`);
  for (const [what, figures] of told) assert.equal(figures, counted.get(what), what);
});

test.run();
