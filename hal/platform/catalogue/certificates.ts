import type { Entry } from './entry';

/** Keys and certificates of the box. */
export const certificatesCodes = {
  'tls-not-pem': {
    what: 'The file does not hold what it should, in PEM',
    advice:
      'Name the right file; "openssl x509 -inform der -in FILE -out FILE.pem" makes PEM of a binary one.',
  },
  'tls-key-exposed': {
    what: 'The private key is open to others',
    advice:
      'Let only the user of the service read it: chown and chmod 600. Then replace the key: it may be known.',
  },
  'tls-key-locked': {
    what: 'The private key is locked with a passphrase',
    advice: 'Nobody is there to type it: give a key without one, readable by the service alone.',
  },
  'tls-key-mismatch': {
    what: 'Key and certificate do not belong together',
    advice: 'Name the key that the certificate was made for, or have a certificate made for this key.',
  },
  'tls-unusable': {
    what: 'TLS does not take the certificate or its key',
    advice: 'Have it made anew: an EC key on P-256, or RSA of at least 2048 bits, signed with SHA-256.',
  },
  'tls-expired': {
    what: 'A certificate has ended',
    advice: 'Check the clock of the box, then renew the certificate.',
  },
  'tls-expires-soon': {
    what: 'A certificate ends soon',
    advice: 'Renew it before that day; the box reads the new file at its next connection.',
  },
  'tls-not-yet-valid': {
    what: 'A certificate has not begun yet',
    advice: 'Check the clock of the box: it is probably behind.',
  },
} as const satisfies Record<string, Entry>;
