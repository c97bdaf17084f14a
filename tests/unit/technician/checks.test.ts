import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import type { Check, Verdict, WireEvents } from '../../../firmware/technician/checks/check';
import { checkDevice } from '../../../firmware/technician/checks/check-device';
import { adviceFor } from '../../../firmware/technician/status-words';
import type { Device, DeviceEvents } from '../../../hal/device';
import { VirtualLamp } from '../../../hal/drivers/virtual/lamp';
import { VirtualNumberDisplay } from '../../../hal/drivers/virtual/number-display';
import { VirtualSounder } from '../../../hal/drivers/virtual/sounder';
import { LampConductor } from '../../../hal/lamp-conductor';
import { ButtonOnLine } from '../../../hal/lines/button-on-line';
import { ContactOnLine } from '../../../hal/lines/contact-on-line';
import { SmileyUnitOnLines } from '../../../hal/lines/smiley-unit-on-lines';
import { type PrintOutcome, paperWidths, type TicketPrinter } from '../../../hal/ticket-printer';
import { VirtualTime } from '../../../simulator/time/virtual-time';
import { MemoryInput } from '../../support/memory-lines';

let time: VirtualTime;
let said: string[];

test.before.each(() => {
  time = new VirtualTime();
  said = [];
});

interface Circumstances {
  /** What the person at the terminal answers; nobody is there without. */
  readonly answer?: boolean;
  readonly wires?: readonly MemoryInput[];
  readonly signal?: AbortSignal;
}

/** Starts a device and its test. */
async function begin(
  device: Device,
  { answer, wires = [], signal = new AbortController().signal }: Circumstances = {},
): Promise<{ readonly verdict: Promise<Verdict> }> {
  const wire = new EventEmitter<WireEvents>();
  for (const line of wires) line.events.on('edge', edge => wire.emit('edge', edge));
  await device.start(signal);
  const check: Check = {
    device,
    wire,
    time,
    signal,
    wait: 30_000,
    timezone: 'Europe/Helsinki',
    say: text => said.push(text),
    ask: async () => answer,
    advise: status => adviceFor(status, { driver: 'memory' }),
  };
  return { verdict: checkDevice(check) };
}

const settings = { debounce: 20, stuckAfter: 5000 };

function button(line: MemoryInput): ButtonOnLine {
  return new ButtonOnLine('next', {
    line,
    time,
    ...settings,
    gestures: ['press'],
    holdAfter: 800,
    doubleWithin: 400,
  });
}

test('a lamp shows each sign for three seconds, says its name, and is left dark', async () => {
  const lamp = new VirtualLamp('lamp', new LampConductor(time));
  const shown: string[] = [];
  lamp.events.on('shown', sign => shown.push(`${time.monotonic()} ${sign}`));
  const { verdict } = await begin(lamp);
  assert.ok((await time.runUntil(verdict)).passed);
  assert.equal(shown, [
    '0 on',
    '3000 call',
    '6000 prompt',
    '9000 ring',
    '12000 refused',
    '15000 fault',
    '18000 off',
  ]);
  assert.is(lamp.light, 'off');
  assert.ok(said.some(words => words.startsWith('ring ')));
});

test('that a lamp shone is claimed only when a person saw it', async () => {
  const sentences: string[] = [];
  for (const answer of [undefined, true, false]) {
    const lamp = new VirtualLamp('lamp', new LampConductor(time));
    const { verdict } = await begin(lamp, answer === undefined ? {} : { answer });
    const { passed, sentence } = await time.runUntil(verdict);
    sentences.push(`${passed} ${sentence}`);
  }
  assert.match(sentences[0] ?? '', /^true .*only a person can see/);
  assert.match(sentences[1] ?? '', /^true .*seen by you/);
  assert.match(sentences[2] ?? '', /^false /);
});

test('a lamp that breaks in the middle fails', async () => {
  const lamp = new VirtualLamp('lamp', new LampConductor(time));
  const { verdict } = await begin(lamp, { answer: true });
  await time.runTo(4000);
  lamp.report({ health: 'failed', code: 'gpio-line-lost' });
  const { passed, sentence, advice } = await time.runUntil(verdict);
  assert.not(passed);
  assert.match(sentence, /gpio-line-lost/);
  assert.match(advice?.join() ?? '', /Plug the adapter in again/);
});

test('a sounder plays every tone, a display shows 888 and codes and is left dark', async () => {
  const sounder = new VirtualSounder('tone');
  const played: string[] = [];
  sounder.events.on('played', tone => played.push(tone));
  assert.ok((await time.runUntil((await begin(sounder)).verdict)).passed);
  assert.equal(played, ['chime', 'refused', 'ring', 'test']);

  const display = new VirtualNumberDisplay('number');
  const shown: string[] = [];
  display.events.on('shown', text => shown.push(text));
  assert.ok((await time.runUntil((await begin(display)).verdict)).passed);
  assert.is(shown[0], '888');
  assert.ok(shown.includes('K101'));
  assert.is(display.text, '');
});

test('a button that is pressed and does not come up again before the time is over fails', async () => {
  const line = new MemoryInput(time);
  const { verdict } = await begin(button(line), { wires: [line] });
  await time.runTo(29_000);
  line.edge(true);
  const { passed, sentence, advice } = await time.runUntil(verdict);
  assert.not(passed);
  assert.match(sentence, /did not open again/);
  assert.match(advice?.join() ?? '', /^Free the button/);
});

test('a press passes, and its bounces are told', async () => {
  const line = new MemoryInput(time);
  const { verdict } = await begin(button(line), { wires: [line] });
  await time.runTo(1000);
  line.edge(true);
  line.edge(false);
  line.edge(true);
  await time.runTo(1200);
  line.edge(false);
  const { passed, sentence } = await time.runUntil(verdict);
  assert.ok(passed);
  assert.match(sentence, /It works: press\. It bounced 2 times/);
  assert.ok(time.monotonic() < 2000);
});

test('a button that stays down is stuck, whether it was pressed or was down before', async () => {
  for (const before of [true, false]) {
    const line = new MemoryInput(time, before);
    const { verdict } = await begin(button(line), { wires: [line] });
    if (!before) line.edge(true);
    const { passed, sentence } = await time.runUntil(verdict);
    assert.not(passed);
    assert.match(sentence, /button-stuck/);
  }
});

test('where nobody presses, the time ends and cable and site file are named', async () => {
  const line = new MemoryInput(time);
  const { verdict } = await begin(button(line), { wires: [line] });
  const { passed, sentence, advice } = await time.runUntil(verdict);
  assert.not(passed);
  assert.is(sentence, 'Nothing was seen in 30 s.');
  assert.match(advice?.join() ?? '', /cable/);
  assert.is(time.monotonic(), 30_000);
});

test('a technician who ends a test has not failed a device', async () => {
  const line = new MemoryInput(time);
  const control = new AbortController();
  const { verdict } = await begin(button(line), { wires: [line], signal: control.signal });
  control.abort();
  const ended = await verdict.then(
    () => 'a verdict',
    () => 'no verdict',
  );
  assert.is(ended, 'no verdict');
  assert.is(time.timers.filter(({ name }) => name.startsWith('device test')).length, 0);
});

test('a smiley unit passes with all faces, and a silent face is named', async () => {
  for (const pressed of [
    [1, 2, 3, 4],
    [1, 2, 4],
  ]) {
    const faces = [1, 2, 3, 4].map(() => new MemoryInput(time));
    const { verdict } = await begin(new SmileyUnitOnLines('smiley', { faces, time, ...settings }), {
      wires: faces,
    });
    for (const face of pressed) {
      faces[face - 1]?.edge(true);
      await time.runTo(time.now() + 300);
      faces[face - 1]?.edge(false);
      await time.runTo(time.now() + 300);
    }
    const { passed, sentence } = await time.runUntil(verdict);
    assert.is(passed, pressed.length === 4);
    assert.match(sentence, passed ? /All 4 faces work/ : /Not seen: face 3/);
  }
});

test('a gesture that the button does not have, a press that it never gets rid of, and lost edges are told', async () => {
  const line = new MemoryInput(time);
  const held = new ButtonOnLine('next', {
    line,
    time,
    ...settings,
    gestures: ['hold'],
    holdAfter: 800,
    doubleWithin: 400,
  });
  const short = await begin(held, { wires: [line] });
  for (const closes of [true, false, true, false]) {
    line.edge(closes);
    await time.runTo(time.now() + 100);
  }
  const { sentence, advice } = await time.runUntil(short.verdict);
  assert.match(sentence, /closed 2 times, but that was no gesture/);
  assert.match(advice?.join() ?? '', /hold it longer/);

  const other = new MemoryInput(time);
  const lossy = await begin(button(other), { wires: [other] });
  other.edge(true, { lost: 3 });
  await time.runTo(time.now() + 100);
  other.edge(false);
  assert.match((await time.runUntil(lossy.verdict)).sentence, /3 edges were lost: the box was too busy/);
});

test('a smiley unit whose faces are silent, stuck or gone is told apart', async () => {
  const unit = () => {
    const faces = [1, 2, 3, 4].map(() => new MemoryInput(time));
    const device = new SmileyUnitOnLines('smiley', { faces, time, debounce: 20, stuckAfter: 600_000 });
    return { faces, verdict: begin(device, { wires: faces }) };
  };
  const silent = unit();
  assert.match((await time.runUntil((await silent.verdict).verdict)).sentence, /Nothing was seen in 30 s/);
  const stuck = unit();
  const { verdict } = await stuck.verdict;
  for (const [index, face] of stuck.faces.entries()) {
    face.edge(true);
    await time.runTo(time.now() + 300);
    if (index > 0) face.edge(false);
    await time.runTo(time.now() + 300);
  }
  assert.match((await time.runUntil(verdict)).sentence, /Face 1 did not come up again/);
  const gone = unit();
  const broken = await gone.verdict;
  gone.faces[2]?.vanish();
  assert.match((await time.runUntil(broken.verdict)).sentence, /It does not work: .*internal-error/);
});

test('a bell that never rings, and one whose wire is lost meanwhile', async () => {
  for (const isLost of [false, true]) {
    const line = new MemoryInput(time);
    const bell = new ContactOnLine('bell', { line, time, debounce: 20, overAfter: 4000, stuckAfter: 30_000 });
    const { verdict } = await begin(bell, { wires: [line] });
    if (isLost) line.vanish();
    const { passed, sentence } = await time.runUntil(verdict);
    assert.not(passed);
    assert.match(sentence, isLost ? /internal-error/ : /No ring was seen in 30 s/);
  }
});

test('a display and a sounder that break, or fall silent, in the middle are not called well', async () => {
  const display = new VirtualNumberDisplay('number');
  const { verdict } = await begin(display);
  await time.runTo(time.now() + 3000);
  display.report({ health: 'failed', code: 'gpio-line-lost' });
  assert.match((await time.runUntil(verdict)).sentence, /It does not work: .*gpio-line-lost/);
  const sounder = new VirtualSounder('tone');
  const begun = await begin(sounder);
  await time.runTo(time.now() + 3000);
  sounder.report({ health: 'unknown', code: 'satellite-lost' });
  assert.match((await time.runUntil(begun.verdict)).sentence, /It is not known whether it works: /);
});

test('a ring source passes when it rings', async () => {
  const line = new MemoryInput(time);
  const bell = new ContactOnLine('bell', { line, time, debounce: 20, overAfter: 4000, stuckAfter: 30_000 });
  const { verdict } = await begin(bell, { wires: [line] });
  await time.runTo(12_000);
  line.edge(true);
  const { passed, sentence } = await time.runUntil(verdict);
  assert.ok(passed);
  assert.match(sentence, /after 12\.0 s/);
});

function printer(outcome: PrintOutcome): TicketPrinter {
  return {
    name: 'printer',
    kind: 'ticket-printer',
    status: { health: 'ok', warnings: ['printer-paper-low'] },
    counters: {},
    paper: paperWidths[80],
    events: new EventEmitter<DeviceEvents>(),
    start: async () => {},
    stop: async () => {},
    print: async () => outcome,
    mayBeTorn() {},
    rollChanged() {},
  };
}

test('what became of a test ticket is said as it is known', async () => {
  const verdictOn = async (outcome: PrintOutcome, circumstances?: Circumstances) =>
    (await begin(printer(outcome), circumstances)).verdict;
  const done = await verdictOn({ outcome: 'done' });
  assert.ok(done.passed);
  assert.match(done.advice?.join() ?? '', /The paper roll is near its end/);
  const notDone = await verdictOn({ outcome: 'not-done', code: 'printer-paper-out' });
  assert.not(notDone.passed);
  assert.match(notDone.sentence, /no ticket came out.*printer-paper-out/);
  const unknown = { outcome: 'unknown', code: 'print-timeout' } as const;
  assert.not((await verdictOn(unknown)).passed);
  assert.not((await verdictOn(unknown, { answer: false })).passed);
  assert.ok((await verdictOn(unknown, { answer: true })).passed);
});

test.run();
