import type { Entry } from './entry';

/** The box itself. */
export const boxCodes = {
  'box-hot': {
    what: 'The box is too warm',
    advice: 'Free its air slots, take it out of the sun and away from other warm devices; clean its fan.',
  },
  'box-under-voltage': {
    what: 'The power supply of the box is too weak',
    advice:
      'Use the supply that belongs to the box and a short, thick cable; power boards and printers by themselves.',
  },
  'box-throttled': {
    what: 'The box slows itself down because of heat or weak power',
    advice:
      'Mend the heat or the supply: the other warnings say which. Customers may have to wait for their number.',
  },
  'disk-full': {
    what: 'The disk of the box is full',
    advice:
      'Remove what does not belong there, or use a larger card. No number can be given until there is room.',
  },
  'disk-low': {
    what: 'The disk of the box is nearly full',
    advice: 'Remove what does not belong there, or plan a larger card.',
  },
  'disk-worn': {
    what: 'The flash memory of the box is near the end of its life',
    advice: 'Plan to swap the box within weeks; its place is taken by a spare one.',
  },
  'memory-low': {
    what: 'The box has hardly any memory left',
    advice: 'Stop other programs on it; restart it outside opening hours if it stays so.',
  },
  'program-large': {
    what: 'The program uses more memory than it should',
    advice: 'Restart it outside opening hours and report it: this should not happen.',
  },
  'link-unsteady': {
    what: 'The connection to the broker keeps breaking',
    advice:
      'Look at the network of the site at the times in the log: its router, its mobile signal, its cable. Nothing is lost meanwhile.',
  },
  'link-slow': {
    what: 'The broker takes seconds to answer this box',
    advice: 'Look for what else fills the uplink of the site; then ask those who run the broker.',
  },
  'clock-unsynced': {
    what: 'No time server keeps the clock of the box',
    advice:
      'Let the network give the box a time server (NTP, port 123 UDP). Events are marked until it has one.',
  },
  'program-slow': {
    what: 'The program answers late',
    advice:
      'Look at the other warnings of the box, then at other programs on it; report it if there are none.',
  },
  'box-busy-long': {
    what: 'More programs want to run on the box than it can bear',
    advice: 'Stop other programs on it.',
  },
  'journal-unwritable': {
    what: 'The journal cannot be written',
    advice: 'Check the free space and the health of the disk; the box serves again when it can write.',
  },
  'journal-damaged': {
    what: 'The journal cannot be read',
    advice: 'Keep the file for support, then start with an empty state folder.',
  },
  'journal-newer': {
    what: 'The journal was written by a newer version',
    advice: 'Install that version again; the journal is not touched.',
  },
  'state-dir-locked': {
    what: 'Another program uses this state folder',
    advice: 'Stop the other one, or give this one a folder of its own.',
  },
  'port-in-use': {
    what: 'The port is used by another program',
    advice: 'Stop the other program or choose another port.',
  },
  'port-forbidden': {
    what: 'The box may not listen on this address and port',
    advice: 'Choose an address that this box has and a port above 1023.',
  },
  'page-unknown': { what: 'There is no such page', advice: 'Start at the index of the box.' },
  'ring-report-forbidden': {
    what: 'The secret of the ring source is missing or wrong',
    advice:
      'Send the secret in the file that the site file names, at least 16 characters, as a bearer token.',
  },
  'ring-report-limited': {
    what: 'Too many wrong secrets came from this address',
    advice: 'Correct the secret, wait a minute and try again.',
  },
  'request-foreign': {
    what: 'The request does not come from a page of this box',
    advice: 'Open the page by the address of the box, or let a program send the request without an origin.',
  },
  'internal-error': { what: 'A fault in the program', advice: 'Report it with the log; the box goes on.' },

  'setting-invalid': {
    what: 'A setting of the environment or the command line is not right',
    advice: 'Compare with the list that --help prints.',
  },

  'part-hung': {
    what: 'A part of the program stands still',
    advice:
      'Nothing: the program is started anew by itself. If it happens again, report the line of the log.',
  },
  'box-start-failed': {
    what: 'The program ended before it served, or soon after, several times in a row',
    advice: 'Look at the last lines of the log for the cause, mend it, then give the command "restart".',
  },
  'box-care': {
    what: 'The box serves nobody: it came up for remote care after starts that failed',
    advice: 'Look at the code in its health for the cause, mend it, then give the command "restart".',
  },

  'picture-unreadable': {
    what: 'A picture cannot be read',
    advice: 'Use a PNG or SVG file; tickets are printed without it meanwhile.',
  },
} as const satisfies Record<string, Entry>;
