import { type Static, Type } from '@sinclair/typebox';

const closed = { additionalProperties: false };

export const HawkbitSettings = Type.Object(
  {
    /** Of the update server, without the tenant. A token goes over TLS only. */
    url: Type.String({ pattern: '^(https://|http://(127\\.0\\.0\\.1|localhost|\\[::1\\])(:|/|$))' }),
    /** `DEFAULT` if left out. */
    tenant: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_-]{1,40}$' })),
    /** Name of this box there; `site.appliance`, as the appliance says it, if left out. With certificates it must be their common name. */
    controller: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9._-]{1,256}$' })),
    /** What the box shows for itself; the certificate of `tls` alone if left out. */
    token: Type.Optional(
      Type.Object(
        {
          kind: Type.Union([Type.Literal('target'), Type.Literal('gateway')]),
          /** Holds the token and nothing else; from the folder of the slots if not from the root. */
          file: Type.String(),
        },
        closed,
      ),
    ),
    /** The software module whose version is the wanted release; `tiski` if left out. */
    module: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    /** Whether the box confirms what it is asked to confirm; it does if left out. Otherwise a person does, at the server. */
    confirm: Type.Optional(Type.Boolean()),
  },
  closed,
);
/** `hawkbit` of `update.json`: an update server that says which release is wanted, and is told what becomes of it. */
export type HawkbitSettings = Static<typeof HawkbitSettings>;
