import type { Entry } from './entry';

/** Boards on USB that speak Firmata. */
export const boardsCodes = {
  'board-absent': {
    what: 'The board is not plugged in',
    advice:
      'Check the USB cable. `ls -l /dev/serial/by-id` lists what is plugged in; compare with the site file.',
  },
  'board-lost': {
    what: 'The board was unplugged or its port broke down',
    advice:
      'Plug it in again; everything on it comes back by itself. If it happens often, change the cable or the hub.',
  },
  'board-port-unstable': {
    what: 'The board is named by a device name that changes when things are plugged in',
    advice:
      'Name it by its link under /dev/serial/by-id, or by usb:VENDOR:PRODUCT:SERIAL as `ls -l /dev/serial/by-id` and `lsusb` show them.',
  },
  'board-port-ambiguous': {
    what: 'Several boards fit the USB numbers',
    advice:
      'Add the serial number (usb:VENDOR:PRODUCT:SERIAL), or name the port by its link under /dev/serial/by-path.',
  },
  'board-udev-missing': {
    what: 'USB numbers cannot be looked up without udev',
    advice: 'Install the package udev, or name the board by its link under /dev/serial/by-id.',
  },
  'board-busy': {
    what: 'Another program holds the port of the board',
    advice: 'Stop the other program: `fuser -v PORT` names it. ModemManager often is the one.',
  },
  'board-forbidden': {
    what: 'The program may not open the port of the board',
    advice: 'Add the user of the service to the group dialout and start the service again.',
  },
  'board-port-failed': {
    what: 'The port of the board cannot be opened',
    advice: 'Look at the detail. Unplug the board and plug it in again.',
  },
  'board-silent': {
    what: 'The board does not answer',
    advice:
      'It is started anew by itself. If it stays silent, load StandardFirmata onto it again, or replace it.',
  },
  'board-starting': {
    what: 'The board is plugged in and starting',
    advice: 'Wait a few seconds.',
  },
  'board-reset': {
    what: 'The board started anew by itself',
    advice: 'Nothing now: it is set up again. If it happens often, its power supply or cable is weak.',
  },
  'board-garbage': {
    what: 'The board sends bytes that are not Firmata',
    advice:
      'Check that StandardFirmata is on it, and the cable; long USB cables past motors or lamps need a ferrite or a hub.',
  },
  'board-pin-unusable': {
    what: 'The board has no such pin, or cannot use it this way',
    advice: 'Choose another pin in the site file; an Uno has 2-13 and 14-19 (A0-A5).',
  },
  'board-pin-twice': {
    what: 'Two devices want the same pin of a board',
    advice: 'Give each its own pin in the site file.',
  },
  'display-silent': {
    what: 'The number display does not answer to its board',
    advice: 'Check its four wires and its address in the site file.',
  },
  'board-image-missing': {
    what: 'The program of the simulated board cannot be had',
    advice: 'Let this machine reach the npm registry once; after that it is kept.',
  },
} as const satisfies Record<string, Entry>;
