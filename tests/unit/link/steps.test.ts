import { EventEmitter } from 'node:events';
import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { step } from '../../../firmware/link/step';
import { authorityOf } from '../../../firmware/link/tunnel';
import { TiskiError } from '../../../hal/platform/error';

const meaning = {
  silent: () => new TiskiError('link-silent', 'no answer to the test'),
  failed: (error: Error) => new TiskiError('link-refused', error.message),
};

async function outcomeOf(
  happens: (emitter: EventEmitter, patience: AbortController) => void,
): Promise<string> {
  const emitter = new EventEmitter();
  const patience = new AbortController();
  const ended = step(emitter, 'ready', patience.signal, meaning);
  happens(emitter, patience);
  return ended.then(
    values => `ready ${values.join()}`,
    error => String(error.message ?? error),
  );
}

test('a step ends with what it waited for, or with what its failure means, whatever a library throws', async () => {
  assert.is(await outcomeOf(emitter => emitter.emit('ready', 1, 2)), 'ready 1,2');
  assert.match(await outcomeOf(emitter => emitter.emit('error', new Error('reset'))), /reset.*link-refused/);
  assert.match(await outcomeOf(emitter => emitter.emit('error', 'a word')), /a word.*link-refused/);
});

test('patience at its end names the step; whoever stops is not said to have waited', async () => {
  const silent = await outcomeOf((_, patience) => patience.abort(new TiskiError('link-silent', 'no answer')));
  assert.match(silent, /no answer to the test/);
  assert.is(await outcomeOf((_, patience) => patience.abort(new Error('stopped'))), 'stopped');
});

test('an address of IPv6 stands in brackets before its port', () => {
  assert.is(authorityOf({ host: '2001:db8::1', port: 8883 }), '[2001:db8::1]:8883');
  assert.is(authorityOf({ host: 'broker.example.fi', port: 443 }), 'broker.example.fi:443');
});

test.run();
