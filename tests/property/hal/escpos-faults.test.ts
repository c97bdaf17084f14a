import fc from 'fast-check';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { defaultLimits } from '../../../hal/drivers/escpos/limits';
import { limitsForLine } from '../../../hal/drivers/escpos/line-limits';
import { EscposPrinter } from '../../../hal/drivers/escpos/printer';
import { type ProfileName, profiles } from '../../../hal/drivers/escpos/profiles';
import { silent as silentLog } from '../../../hal/platform/log';
import { type PrintOutcome, paperWidths } from '../../../hal/ticket-printer';
import {
  garbage,
  type ProfileName as PaperProfile,
  SimulatedPrinter,
  silent,
} from '../../../simulator/printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { plainLines, testRoll, ticket } from '../../support/escpos-bench';
import { MemoryWire } from '../../support/memory-wire';

/** What can go wrong, and be put right again; `drop` ends a connection once. */
const faults = [
  'drop',
  'roll',
  'cover',
  'cutter',
  'cable',
  'refusal',
  'power',
  'late',
  'garbage',
  'silence',
] as const;
type Fault = (typeof faults)[number];

type Step =
  | { readonly do: 'print'; readonly tickets: number; readonly lines: number }
  | { readonly do: 'break' | 'mend'; readonly what: Fault };

interface Timed {
  /** Milliseconds before the step. */
  readonly after: number;
  readonly step: Step;
}

const anyStep = (of: readonly Fault[]): fc.Arbitrary<Timed> =>
  fc.record({
    after: fc.oneof(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 6_000 })),
    step: fc.oneof(
      { weight: 4, arbitrary: printing },
      {
        weight: 2,
        arbitrary: fc.record({ do: fc.constant('break' as const), what: fc.constantFrom(...of) }),
      },
      { weight: 2, arbitrary: fc.record({ do: fc.constant('mend' as const), what: fc.constantFrom(...of) }) },
    ),
  });

const printing = fc.record({
  do: fc.constant('print' as const),
  tickets: fc.integer({ min: 1, max: 6 }),
  lines: fc.integer({ min: 2, max: 40 }),
});

interface Ending {
  readonly outcome: PrintOutcome;
  readonly called: number;
  readonly ended: number;
}

class Office {
  readonly time = new VirtualTime();
  readonly paper: SimulatedPrinter;
  readonly wire: MemoryWire;
  readonly printer: EscposPrinter;
  readonly endings = new Map<string, Ending>();
  /** When paper with the last line of a ticket came off, and whether it was cut in one go. */
  readonly appeared = new Map<string, { readonly at: number; readonly whole: boolean }[]>();
  asked = 0;
  #lateBy = 0;
  #lastAnswerAt = 0;
  readonly #mending = new Map<Fault, () => void>();
  /** Breaks something; what comes back mends it. */
  readonly #faults: Readonly<Record<Fault, () => () => void>> = {
    drop: () => {
      this.wire.drop();
      return () => {};
    },
    roll: () => {
      this.paper.paperOut();
      return () => this.paper.loadPaper();
    },
    cover: () => {
      this.paper.openCover();
      return () => this.paper.closeCover();
    },
    cutter: () => {
      this.paper.cutterJam();
      return () => this.paper.clearCutterJam();
    },
    cable: () => {
      this.wire.isCableOut = true;
      return () => {
        this.wire.isCableOut = false;
      };
    },
    refusal: () => {
      this.wire.isRefusing = true;
      return () => {
        this.wire.isRefusing = false;
      };
    },
    power: () => {
      void this.paper.powerOff();
      return () => {
        // A network printer that starts anew knows nothing of its old connections.
        this.wire.drop();
        void this.paper.powerOn();
      };
    },
    late: () => {
      this.#lateBy = 400;
      return () => {
        this.#lateBy = 0;
      };
    },
    garbage: () => this.paper.behave(garbage(this.asked)),
    silence: () => this.paper.behave(silent()),
  };

  constructor(paperProfile: PaperProfile, profile: ProfileName, baud?: number) {
    this.paper = new SimulatedPrinter({ time: this.time, profile: paperProfile });
    this.wire = new MemoryWire(this.time, this.paper, baud);
    this.printer = new EscposPrinter('lobby', {
      transport: this.wire,
      profile: profiles[profile],
      limits: baud === undefined ? defaultLimits : limitsForLine(baud),
      paper: paperWidths[80],
      time: this.time,
      log: silentLog,
      roll: testRoll,
      encode: plainLines,
    });
    this.paper.behave({ name: 'late, in order', answer: answer => ({ ...answer, delay: this.#delay() }) });
    this.paper.events.on('ticket', ({ text, complete }) => {
      const piece = { at: this.time.monotonic(), whole: complete };
      for (const line of text) {
        const [, code] = /^end (\S+)/.exec(line) ?? [];
        if (code) this.appeared.set(code, [...(this.appeared.get(code) ?? []), piece]);
      }
    });
  }

  print(lines: number): string {
    const code = `K${++this.asked}.`;
    const called = this.time.monotonic();
    void this.printer.print(ticket(code, lines)).then(outcome => {
      assert.not(this.endings.has(code));
      this.endings.set(code, { outcome, called, ended: this.time.monotonic() });
    });
    return code;
  }

  take(step: Step): void {
    if (step.do === 'print') for (let i = 0; i < step.tickets; i++) this.print(step.lines);
    else if (step.do === 'break') this.#break(step.what);
    else this.#mend(step.what);
  }

  /** A stream keeps its order also when it becomes faster. */
  #delay(): number {
    const now = this.time.monotonic();
    this.#lastAnswerAt = Math.max(this.#lastAnswerAt, now + this.#lateBy);
    return this.#lastAnswerAt - now;
  }

  mendAll(): void {
    for (const what of faults) this.#mend(what);
  }

  #break(what: Fault): void {
    if (!this.#mending.has(what)) this.#mending.set(what, this.#faults[what]());
  }

  #mend(what: Fault): void {
    this.#mending.get(what)?.();
    this.#mending.delete(what);
  }
}

/** Runs the steps, mends everything, and looks at paper and outcomes half a minute later. */
async function run(office: Office, steps: readonly Timed[]): Promise<void> {
  await office.printer.start(new AbortController().signal);
  await office.time.runTo(office.time.now() + 100);
  for (const { after, step } of steps) {
    await office.time.runTo(office.time.now() + after);
    office.take(step);
  }
  office.mendAll();
  await office.time.runTo(office.time.now() + 40_000);
}

function assertTruth(office: Office): void {
  for (const [code, { outcome, called, ended }] of office.endings) {
    const times = (office.appeared.get(code) ?? []).map(({ at }) => at);
    const story = `${code} called ${called}, ended ${JSON.stringify(outcome)} at ${ended}, on paper at ${times}`;
    if (outcome.outcome === 'done') assert.is(times.length, 1, story);
    if (outcome.outcome === 'not-done') assert.is(times.length, 0, story);
    assert.ok(times.length <= 1, story);
    assert.ok(ended - called <= 60_000, story);
  }
  assert.is(office.endings.size, office.asked, 'every ticket ends');
  assert.is(office.wire.mostAtOnce, 1, 'connections at once');
}

function holds(
  paper: PaperProfile,
  profile: ProfileName,
  of: readonly Fault[],
  late: number,
  baud?: number,
): Promise<void> {
  const property = fc.asyncProperty(fc.array(anyStep(of), { maxLength: 14 }), async steps => {
    const office = new Office(paper, profile, baud);
    try {
      await run(office, steps);
      const last = office.print(4);
      await office.time.runTo(office.time.now() + 20_000);
      assertTruth(office);
      assert.equal(office.endings.get(last)?.outcome, { outcome: 'done' }, 'all is mended: it prints again');
      for (const [code, { ended }] of office.endings) {
        for (const { at, whole } of office.appeared.get(code) ?? []) {
          // What a stuck cutter left hanging comes off with the next ticket.
          assert.ok(!whole || at <= ended + late, `${code} ended at ${ended} and came out at ${at}`);
        }
      }
    } finally {
      const stopped = office.printer.stop();
      await office.time.runTo(office.time.now() + 5_000);
      await stopped;
      await office.paper.stop();
    }
    assert.equal(office.time.timers, [], 'no timer is left');
  });
  return fc.assert(property, {
    numRuns: Number(process.env.TISKI_RUNS ?? 25),
    interruptAfterTimeLimit: 20_000,
    includeErrorInReport: true,
  });
}

/** Milliseconds in which a printer works off what it has taken. */
const workedOff = 8_000;

for (const profile of ['epson', 'generic'] as const) {
  test(`whatever breaks on the printer, every ticket ends truthfully, none comes out twice or late: ${profile}`, () =>
    holds('epson', profile, ['roll', 'cover', 'cutter', 'late'], workedOff));

  test(`whatever breaks on the way, every ticket ends truthfully, none comes out twice or late: ${profile}`, () =>
    holds('epson', profile, ['drop', 'cable', 'refusal', 'power', 'late'], workedOff));

  test(`whatever breaks at once, every ticket ends truthfully and none comes out twice: ${profile}`, () =>
    holds('epson', profile, faults, Number.POSITIVE_INFINITY));
}

test('a clone that cannot empty its buffers: every ticket ends truthfully', () =>
  holds('basic', 'generic', faults, Number.POSITIVE_INFINITY));

for (const [paper, profile] of [
  ['custom', 'custom'],
  ['star', 'star'],
] as const) {
  test(`whatever breaks at once, every ticket ends truthfully and none comes out twice: ${profile}`, () =>
    holds(paper, profile, faults, Number.POSITIVE_INFINITY));
}

for (const [paper, profile] of [
  ['epson', 'epson'],
  ['epson', 'generic'],
  ['custom', 'custom'],
] as const) {
  test(`whatever breaks at 9600 baud, every ticket ends truthfully and none comes out twice: ${profile}`, () =>
    holds(paper, profile, faults, Number.POSITIVE_INFINITY, 9600));
}

test.run();
