import type { Entry } from './entry';

/** Neighbours. */
export const neighboursCodes = {
  'neighbour-unreachable': {
    what: 'The server of a neighbour does not accept a connection',
    advice: 'Check network, address and port. Nothing is lost: what waits is sent when it answers.',
  },
  'neighbour-untrusted': {
    what: 'The server of a neighbour cannot show who it is',
    advice: 'Check the clock of the box, "ca" in the site file, then the certificate of the server.',
  },
  'neighbour-silent': {
    what: 'The server of a neighbour does not answer in time',
    advice: 'Check the network and the server. Nothing is lost: what waits is sent when it answers.',
  },
  'neighbour-refused': {
    what: 'A neighbour does not take what the box sends, or does not give what it asks for',
    advice: 'The log has the status of its answer: check address and token with whoever keeps the server.',
  },
  'neighbour-too-long': {
    what: 'A neighbour sends more than the box reads',
    advice: 'Check the address; if it is right, have the list made shorter.',
  },
  'neighbour-left-out': {
    what: 'Some of what a neighbour gave or was given is left out',
    advice: 'The log says how many and why. Have it put right there.',
  },
  'neighbour-form': {
    what: 'What a neighbour gave is not in the form it needs',
    advice: 'Have it written as the README of the neighbours says. What was read before stays.',
  },
  'neighbour-forbidden': {
    what: 'The token of the reader is missing or wrong',
    advice: 'Send the secret of "readTokenFile" as a bearer token.',
  },
  'neighbour-no-records': {
    what: 'There are no records of this day',
    advice: 'Ask for a day on which the box was in use, at most 90 days ago, as YYYY-MM-DD.csv.',
  },
} as const satisfies Record<string, Entry>;
