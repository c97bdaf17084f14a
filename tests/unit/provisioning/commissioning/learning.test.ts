import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { Learning } from '../../../../provisioning/commissioning/learning';
import { SiteDraft } from '../../../../provisioning/commissioning/site-draft';
import { VirtualTime } from '../../../../simulator/time/virtual-time';

const text = `# Two counters.
counters:
  - { id: one, name: { fi: Tiski 1 }, next: a, recall: b }
  - { id: two, name: { fi: Tiski 2 }, next: c }
devices:
  a: { driver: virtual-button }
  b: { driver: virtual-button }
  c: { driver: virtual-button }
  spare: { driver: virtual-button }
`;

function learning() {
  const time = new VirtualTime();
  const draft = new SiteDraft(text);
  return { time, draft, made: new Learning({ draft, time, onChange: () => {} }) };
}

const taskDevices = (draft: SiteDraft) => draft.tasks.map(({ device }) => device);

test('the button that is pressed gets the task, and whose task that was gets the other: no button has two', () => {
  const { made, draft } = learning();
  made.begin('counter-0-next');
  made.pressed('c');
  assert.equal(taskDevices(draft), ['c', 'b', 'a']);
  assert.match(draft.text, '# Two counters.');
});

test('a spare button takes a task without giving one away', () => {
  const { made, draft } = learning();
  made.begin('counter-0-next');
  made.pressed('spare');
  assert.equal(taskDevices(draft), ['spare', 'b', 'c']);
});

test('after one button the next one is asked for, until all are known', async () => {
  const { made, time } = learning();
  made.begin('counter-0-next');
  for (const [device, then] of [
    ['a', 'counter-0-recall'],
    ['b', 'counter-1-next'],
    ['c', undefined],
  ] as const) {
    made.pressed(device);
    assert.is(made.wanted, then);
    await time.advance(2000);
  }
  assert.ok(made.tasks.every(({ learned }) => learned));
});

test('a second press by the same hand does nothing, a later one is told that the button has a task', async () => {
  const { made, time } = learning();
  made.begin('counter-0-next');
  made.pressed('a');
  made.pressed('a');
  assert.is(made.trouble, undefined);
  await time.advance(2000);
  made.pressed('a');
  assert.is(made.trouble, 'setup-button-taken');
  made.pressed('b');
  assert.is(made.trouble, undefined);
});

test('a button can be learned anew', async () => {
  const { made, draft, time } = learning();
  made.begin('counter-0-next');
  made.pressed('b');
  await time.advance(2000);
  made.begin('counter-0-next');
  made.pressed('a');
  assert.equal(taskDevices(draft), ['a', 'b', 'c']);
});

test('when nobody presses for a minute the page says so and stops listening', async () => {
  const { made, draft, time } = learning();
  made.begin('counter-0-next');
  await time.advance(60_000);
  assert.is(made.trouble, 'setup-button-unheard');
  made.pressed('c');
  assert.equal(taskDevices(draft), ['a', 'b', 'c']);
});

test.run();
