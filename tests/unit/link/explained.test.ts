import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { detailOf, explained, isVersionRefusal } from '../../../firmware/link/explained';
import { TiskiError } from '../../../hal/platform/error';

const failure = (message: string, code?: string | number) =>
  Object.assign(new Error(message), code === undefined ? {} : { code });

test('a failure is named by what a person can do about it', () => {
  for (const [code, expected] of [
    ['ECONNREFUSED', 'link-unreachable'],
    ['ENOTFOUND', 'link-unreachable'],
    ['EAI_AGAIN', 'link-unreachable'],
    ['CERT_HAS_EXPIRED', 'link-expired'],
    ['CERT_NOT_YET_VALID', 'link-clock'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'link-untrusted'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'link-untrusted'],
    ['CA_MD_TOO_WEAK', 'link-untrusted'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'link-wrong-name'],
    ['ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED', 'link-certificate-refused'],
    ['ERR_SSL_TLSV1_ALERT_UNKNOWN_CA', 'link-certificate-refused'],
    ['ERR_SSL_SSL/TLS_ALERT_HANDSHAKE_FAILURE', 'link-tls'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'link-not-tls'],
    [5, 'link-refused'],
    [0x87, 'link-refused'],
  ] as const)
    assert.is(explained(failure('x', code)).code, expected, String(code));
  assert.is(
    explained(failure('write EPROTO 40:error:0A000418:SSL routines:x:tlsv1 alert unknown ca', 'EPROTO')).code,
    'link-certificate-refused',
  );
  assert.is(explained(failure('Keepalive timeout')).code, 'link-silent');
});

test('of several addresses that all failed there is at least the code', () => {
  assert.is(detailOf(new AggregateError([], '')), '');
  assert.is(detailOf(Object.assign(new AggregateError([], ''), { code: 'ECONNREFUSED' })), 'ECONNREFUSED');
  assert.is(detailOf(failure(' connect failed ', 'ECONNREFUSED')), 'connect failed');
});

test('only a refusal of the version leads to another version', () => {
  assert.ok(isVersionRefusal(explained(failure('x', 1))));
  assert.ok(isVersionRefusal(explained(failure('x', 0x84))));
  assert.not.ok(isVersionRefusal(explained(failure('x', 5))));
  assert.not.ok(isVersionRefusal(new TiskiError('link-silent')));
  assert.not.ok(isVersionRefusal('x'));
});

test.run();
