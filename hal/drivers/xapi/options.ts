import { type Static, Type } from '@sinclair/typebox';

/** What a site file may say about a video unit that rings. */
export const xapiRingOptions = Type.Object(
  {
    url: Type.String({
      title: 'Address',
      description:
        'wss://HOST for a RoomOS or CE unit, ssh://HOST for one without WebSocket; a port may follow. Plain ws:// only on this machine.',
      pattern: '^((wss|ssh)://[^/?#@\\s]+|ws://(localhost|127\\.0\\.0\\.1|\\[::1\\])(:\\d+)?)/?$',
    }),
    username: Type.String({
      title: 'User',
      description: 'A local user of the unit with the role User; more than that is not needed.',
      minLength: 1,
      pattern: '^[^:]+$',
    }),
    passwordFile: Type.String({
      title: 'Password file',
      description: 'File that holds the password. The password itself never stands in the site file.',
      minLength: 1,
    }),
    fingerprint: Type.Optional(
      Type.String({
        title: 'Fingerprint',
        description:
          'SHA-256 fingerprint of the certificate (hexadecimal) or of the SSH host key (SHA256:...). Units come with a certificate of their own making; this pins it.',
        pattern: '^(SHA256:[A-Za-z0-9+/]{43}=?|([0-9A-Fa-f]{2}:?){32})$',
      }),
    ),
    caFile: Type.Optional(
      Type.String({
        title: 'Certificate authority',
        description: 'PEM file of the authority that signed the certificate of the unit, for wss://.',
        minLength: 1,
      }),
    ),
    verify: Type.Boolean({
      title: 'Verify',
      description: 'Off: whoever answers at the address gets the password. For a bench only.',
      default: true,
    }),
  },
  {
    title: 'Video unit',
    description: 'Incoming calls of a Cisco RoomOS or CE unit, by its xAPI.',
    additionalProperties: false,
  },
);

export type XapiRingOptions = Static<typeof xapiRingOptions>;
