import { suite } from 'uvu';
import * as assert from 'uvu/assert';
import { WearWatch } from '../../../firmware/health/wear-watch';
import type { Device } from '../../../hal/device';
import { VirtualButton } from '../../../hal/drivers/virtual/button';
import { silent } from '../../../hal/platform/log';
import { VirtualTime } from '../../../simulator/time/virtual-time';

const test = suite('worn buttons');

const hour = 3_600_000;

/** A button that has counted what it is told to have counted. */
class WornButton extends VirtualButton {
  counted = { presses: 0, bounces: 0 };

  override get counters() {
    return this.counted;
  }

  /** So many presses, each with so many bounces. */
  wear(presses: number, bounces: number): void {
    this.counted = {
      presses: this.counted.presses + presses,
      bounces: this.counted.bounces + presses * bounces,
    };
  }
}

/** A box with one button of 10 000 presses, whose count outlives its program. */
class Box {
  readonly time = new VirtualTime(0);
  readonly changes: string[] = [];
  button = new WornButton('next');
  #kept: string | undefined;
  #watch = this.#fresh();

  #fresh(): WearWatch {
    return new WearWatch({
      devices: new Map<string, Device>([['next', this.button]]),
      life: () => 10_000,
      kept: {
        read: async () => this.#kept,
        replace: text => {
          this.#kept = text;
        },
        settled: async () => undefined,
      },
      time: this.time,
      log: silent,
      onChange: device => this.changes.push(device),
    });
  }

  async start(): Promise<void> {
    this.#watch.start();
    await new Promise(setImmediate);
  }

  async restart(kept = this.#kept): Promise<void> {
    await this.#watch.stop();
    this.#kept = kept ?? this.#kept;
    this.button = new WornButton('next');
    this.#watch = this.#fresh();
    await this.start();
  }

  async hours(count: number): Promise<void> {
    await this.time.advance(count * hour);
  }

  get warnings(): readonly string[] {
    return this.#watch.warningsOf('next');
  }
}

test('A button that has been pressed nine tenths of what it lasts is told, over all restarts', async () => {
  const box = new Box();
  await box.start();
  box.button.wear(4000, 1);
  await box.hours(1);
  await box.restart();
  box.button.wear(4900, 1);
  await box.hours(1);
  assert.equal([box.warnings, box.changes], [[], []]);
  box.button.wear(100, 1);
  await box.hours(1);
  assert.equal([box.warnings, box.changes], [['button-worn'], ['next']]);
  await box.restart();
  assert.equal(box.warnings, ['button-worn']);
});

test('A contact that bounces ever more is told long before, one that always has is not', async () => {
  const box = new Box();
  await box.start();
  for (let day = 0; day < 10; day++) {
    box.button.wear(100, 2);
    await box.hours(24);
  }
  assert.equal(box.warnings, []);
  for (let day = 0; day < 3; day++) {
    box.button.wear(100, 7);
    await box.hours(24);
  }
  assert.equal(box.warnings, ['button-worn']);
  const other = new Box();
  await other.start();
  for (let day = 0; day < 20; day++) {
    other.button.wear(100, 7);
    await other.hours(24);
  }
  assert.equal(other.warnings, []);
});

test('A new button in the place of a worn one is not yet known: its bounces are told as well again', async () => {
  const box = new Box();
  await box.start();
  box.button.wear(600, 0);
  await box.hours(1);
  box.button.wear(200, 1);
  await box.hours(1);
  assert.equal(box.warnings, [], 'one bounce more is nothing');
  box.button.wear(200, 2);
  await box.hours(1);
  assert.equal(box.warnings, ['button-worn']);
  box.button.wear(200, 0);
  await box.hours(1);
  assert.equal([box.warnings, box.changes], [[], ['next', 'next']]);
});

test('What is kept and is no count is begun anew', async () => {
  for (const nonsense of ['', '[]', 'null', '{"next":{"all":-1}}', '{"next":7}']) {
    const box = new Box();
    await box.start();
    await box.restart(nonsense);
    box.button.wear(9000, 0);
    await box.hours(1);
    assert.equal(box.warnings, ['button-worn'], nonsense);
  }
});

test.run();
