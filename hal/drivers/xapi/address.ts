/** Where a unit is reached and how. */
export interface Address {
  readonly kind: 'websocket' | 'ssh';
  readonly isEncrypted: boolean;
  /** Without the brackets of an IPv6 address. */
  readonly host: string;
  readonly port: number;
}

const defaultPorts: Readonly<Record<string, number>> = { 'wss:': 443, 'ws:': 80, 'ssh:': 22 };

/** @param url has passed the schema of the options */
export function addressOf(url: string): Address {
  const { protocol, hostname, port } = new URL(url);
  return {
    kind: protocol === 'ssh:' ? 'ssh' : 'websocket',
    isEncrypted: protocol === 'wss:',
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (defaultPorts[protocol] ?? 0) : Number(port),
  };
}
