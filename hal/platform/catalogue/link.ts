import type { Entry } from './entry';

/** The link to the broker. */
export const linkCodes = {
  'link-unreachable': {
    what: 'The broker does not accept a connection',
    advice: 'Check network, address and port; serving customers goes on without it.',
  },
  'link-refused': {
    what: 'The broker refuses this box',
    advice: 'Check the user, password or certificate given for this box.',
  },
  'link-untrusted': {
    what: 'The certificate of the broker comes from an authority that this box does not trust',
    advice:
      'Check that "ca" holds the authority of the broker. If it does, something on the way opens TLS: ask the network.',
  },
  'link-wrong-name': {
    what: 'The certificate of the broker is for another name',
    advice: 'Use the name that the certificate is for in "url", or give that name as "serverName".',
  },
  'link-expired': {
    what: 'The certificate of the broker has ended',
    advice: 'Check the clock of the box, then have the broker get a new certificate.',
  },
  'link-clock': {
    what: 'The certificate of the broker begins later than the clock of this box says it is',
    advice: 'The clock is wrong: let the box reach its time server, or set the clock.',
  },
  'link-certificate-refused': {
    what: 'The broker does not take the certificate of this box',
    advice: 'Check that one is given, until when it lasts, and that the broker trusts whoever signed it.',
  },
  'link-tls': {
    what: 'The broker and this box find no common way of TLS',
    advice: 'Let the broker speak TLS 1.2 or 1.3 with the usual ciphers.',
  },
  'link-not-tls': {
    what: 'The other side ends the connection where TLS begins',
    advice:
      'Check that the port is the one for TLS; if it is, look at the broker, then for a firewall that cuts TLS.',
  },
  'link-tls-expected': {
    what: 'The broker expects TLS',
    advice: 'Write mqtts:// or wss:// in the place of mqtt:// or ws://, or use the port without TLS.',
  },
  'link-not-mqtt': {
    what: 'What answers does not speak MQTT',
    advice: 'Check address and port; for a web server write wss:// with the path of its MQTT.',
  },
  'link-websocket-refused': {
    what: 'The server does not offer MQTT over WebSocket here',
    advice: 'Check the port and the path, which often is /mqtt.',
  },
  'link-portal': {
    what: 'A web page answers in the place of the broker',
    advice: 'The network wants someone to sign in first: ask those who run it to let this box through.',
  },
  'link-proxy-unreachable': {
    what: 'The proxy does not accept a connection',
    advice: 'Check the address and port of the proxy, and that it runs.',
  },
  'link-proxy-login': {
    what: 'The proxy wants a user and password, or others',
    advice: 'Give "username" and "passwordFile" of the proxy; it must take Basic authentication.',
  },
  'link-proxy-refused': {
    what: 'The proxy does not let this box through to the broker',
    advice: 'Ask those who run the proxy to allow CONNECT to the host and port of the broker; 443 often is.',
  },
  'link-not-proxy': {
    what: 'What answers at the address of the proxy is no HTTP proxy',
    advice: 'Check address and port of the proxy.',
  },
  'link-silent': {
    what: 'The broker stopped answering',
    advice: 'Check the network; the box tries again by itself.',
  },
} as const satisfies Record<string, Entry>;
