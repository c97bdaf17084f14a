import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { HomieChecker, type HomieMessage } from '../../support/homie-checker';

const base = 'homie/5/box';

/** A small device that is as it should be; a test changes one thing of it. */
const device = {
  homie: '5.0',
  version: 7,
  nodes: {
    lamp: {
      properties: {
        mode: { datatype: 'enum', format: 'on,off' },
        level: { datatype: 'integer', format: '0:100' },
        press: { datatype: 'boolean', retained: false },
      },
    },
  },
};

type Heard = Partial<HomieMessage> & { readonly path: string; readonly payload: string };

function faults(...messages: readonly Heard[]): string[] {
  const checker = new HomieChecker(base);
  for (const { path, ...message } of messages)
    checker.hear({ topic: `${base}/${path}`, retain: true, qos: 1, ...message });
  return checker.faults;
}

const state = (payload: string) => ({ path: '$state', payload });
const described = (changed: object = {}) => ({
  path: '$description',
  payload: JSON.stringify({ ...device, ...changed }),
});
const mode = { path: 'lamp/mode', payload: 'on' };
const level = { path: 'lamp/level', payload: '50' };
const good = [state('init'), described(), mode, level, state('ready')];
const withProperty = (property: object) => [
  state('init'),
  described({ nodes: { lamp: { properties: { mode: property } } } }),
];

test('a device that is as the convention says has no faults', () => {
  assert.equal(
    faults(
      ...good,
      { path: 'lamp/press', payload: 'true', retain: false, qos: 0 },
      { path: '$log/warn', payload: 'hot', retain: false, qos: 0 },
      { path: '$alert/heat', payload: 'hot' },
      state('disconnected'),
    ),
    [],
  );
});

const wrong: readonly (readonly [string, RegExp, ...Heard[]])[] = [
  ['a state of its own', /state busy/, state('busy')],
  ['no description', /without a description/, state('init'), state('ready')],
  [
    'a property without a value',
    /lamp\/level has no value/,
    state('init'),
    described(),
    mode,
    state('ready'),
  ],
  ['a change while ready', /changes while ready/, ...good, described({ version: 8 })],
  ['an older version', /version 6 after 7/, ...good, state('init'), described({ version: 6 })],
  ['no JSON', /no object/, state('init'), { path: '$description', payload: '{' }],
  ['a missing version', /has no version/, state('init'), described({ version: undefined })],
  ['another major version', /homie 4.0/, state('init'), described({ homie: '4.0' })],
  ['an unknown field', /colour is unknown/, state('init'), described({ colour: 'red' })],
  ['a node with capitals', /node id Lamp/, state('init'), described({ nodes: { Lamp: {} } })],
  ['an unknown datatype', /datatype text/, ...withProperty({ datatype: 'text' })],
  ['an enum without values', /enum without values/, ...withProperty({ datatype: 'enum' })],
  ['an enum with a value twice', /twice/, ...withProperty({ datatype: 'enum', format: 'a,b,a' })],
  ['a wrong range', /range 1-5/, ...withProperty({ datatype: 'integer', format: '1-5' })],
  ['a value that is not in the enum', /no enum/, ...good, { path: 'lamp/mode', payload: 'dim' }],
  ['a value out of range', /no integer/, ...good, { path: 'lamp/level', payload: '101' }],
  ['a number with a fraction', /no integer/, ...good, { path: 'lamp/level', payload: '1.5' }],
  ['an empty integer', /no integer/, ...good, { path: 'lamp/level', payload: '\u0000' }],
  ['a property that nobody described', /not described/, ...good, { path: 'lamp/colour', payload: 'red' }],
  ['a value that is not retained', /not retained/, ...good, { ...mode, retain: false }],
  ['QoS 0', /QoS 0/, ...good, { ...mode, qos: 0 }],
  ['a moment that is retained', /retained or assured/, ...good, { path: 'lamp/press', payload: 'true' }],
];

for (const [what, fault, ...messages] of wrong)
  test(`the checker finds ${what}`, () => {
    assert.ok(
      faults(...messages).some(text => fault.test(text)),
      faults(...messages).join('; ') || 'nothing found',
    );
  });

test.run();
