import type { Entry } from './entry';

/** Printers, lines and other devices: the environment is to blame. */
export const devicesCodes = {
  'device-not-started': {
    what: 'The device has not answered since the start',
    advice: 'Wait a few seconds. If it stays so, check power and cable of the device.',
  },
  'device-unsteady': {
    what: 'The device comes and goes',
    advice:
      'Look for a loose plug, a worn cable or a weak supply. It is shown as failed until it has been steady for a while.',
  },
  'driver-unknown': {
    what: 'There is no such driver',
    advice: 'Choose one of the drivers that the message names.',
  },
  'printer-unreachable': {
    what: 'The printer does not accept a connection',
    advice:
      'Check that the printer is on and its network cable is in; compare its address with the site file.',
  },
  'printer-silent': {
    what: 'The printer takes data but does not answer',
    advice:
      'Check the cable. Some printers never answer: then tickets stay "unconfirmed", and that is as much as can be known.',
  },
  'printer-paper-out': {
    what: 'The printer is out of paper',
    advice: 'Put in a new roll and close the cover.',
  },
  'printer-paper-low': { what: 'The paper roll is near its end', advice: 'Have a new roll at hand.' },
  'printer-cutter-worn': {
    what: 'The cutter of the printer is near the end of its life',
    advice: 'Order a new cutter or printer now; it may jam any day. Then correct the life in the site file.',
  },
  'printer-head-worn': {
    what: 'The print head of the printer is near the end of its life',
    advice: 'Look at a ticket for pale or missing columns, and order a new head or printer now.',
  },
  'printer-cover-open': {
    what: 'The cover of the printer is open',
    advice: 'Close the cover until it clicks.',
  },
  'printer-cutter-jam': {
    what: 'The cutter of the printer is stuck',
    advice: 'Switch the printer off, remove the paper jam, switch it on again.',
  },
  'printer-offline': {
    what: 'The printer says that it is not ready',
    advice: 'Look at the lamps on the printer; press its feed button once; switch it off and on.',
  },
  'printer-error': {
    what: 'The printer reports a fault that it cannot clear by itself',
    advice: 'Switch the printer off and on. If the fault returns, have it serviced.',
  },
  'printer-garbage': {
    what: 'The printer answers with something that is not a status',
    advice: 'Check that the address belongs to an ESC/POS printer and that nothing else is plugged between.',
  },
  'printer-unplugged': {
    what: 'The printer is not plugged in',
    advice:
      'Plug in its cable and switch it on; it comes back by itself. `lsusb` and `ls -l /dev/serial/by-id` show what is plugged in.',
  },
  'printer-port-unstable': {
    what: 'The printer is named by a device name that changes when things are plugged in',
    advice:
      'Name it by usb:VENDOR:PRODUCT or usb:VENDOR:PRODUCT:SERIAL as `lsusb -v` shows them, or by its link under /dev/serial/by-id.',
  },
  'printer-port-ambiguous': {
    what: 'Several devices fit the USB numbers of the printer',
    advice: 'Add the serial number (usb:VENDOR:PRODUCT:SERIAL), or name the port by a link that udev makes.',
  },
  'printer-port-busy': {
    what: 'Another program holds the port of the printer',
    advice: 'Stop the other program: `fuser -v PORT` names it. CUPS and ModemManager often are the ones.',
  },
  'printer-port-forbidden': {
    what: 'The program may not open the port of the printer',
    advice:
      'Add the user of the service to the group lp (USB) or dialout (serial) and start the service again.',
  },
  'printer-port-wrong': {
    what: 'What stands at the path of the printer is no device',
    advice: 'Correct the path in the site file; a file or folder with that name may be removed.',
  },
  'printer-deviceless': {
    what: 'A USB printer is plugged in, but the system has no device for it',
    advice:
      'Run "sudo modprobe usblp". If CUPS is installed it takes the printer for itself: "sudo systemctl disable --now cups".',
  },
  'button-stuck': {
    what: 'The button has been down for too long',
    advice:
      'Free the button. If it is up, its contact or cable is shorted; it works again as soon as it opens.',
  },
  'button-worn': {
    what: 'The button is near the end of its life',
    advice: 'Order a new button now, and swap it when it begins to miss presses or to press twice.',
  },
  'contact-stuck': {
    what: 'The contact that reports ringing has been closed for too long',
    advice:
      'Check the relay of the ringing device and its cable for a short; it works again as soon as it opens.',
  },
  'print-timeout': {
    what: 'The printer did not confirm the ticket in time',
    advice: 'Look whether the ticket came out. The number is valid either way.',
  },
  'print-interrupted': {
    what: 'The connection to the printer broke while a ticket was being sent',
    advice: 'Look whether the ticket came out. The number is valid either way.',
  },
  'print-restarted': {
    what: 'The box restarted before the ticket was confirmed',
    advice: 'Look whether the ticket came out. The number is valid either way.',
  },
  'print-too-late': {
    what: 'The printer was not ready soon enough for this ticket',
    advice: 'Nothing: the ticket is valid and its number was shown. Tickets are never printed late.',
  },
  'gpio-absent': {
    what: 'This machine offers no GPIO lines',
    advice:
      'Check that this is the right box, that its kernel has the GPIO character device, and that a USB adapter is plugged in.',
  },
  'gpio-chip-missing': {
    what: 'There is no GPIO chip of that name',
    advice: 'Use the label of a chip that the message names; plug the adapter in if it is one.',
  },
  'gpio-chip-ambiguous': {
    what: 'More than one GPIO chip or line has that name',
    advice: 'Unplug one of the two adapters, or name the line so that it is found once.',
  },
  'gpio-line-missing': {
    what: 'The GPIO chip has no such line',
    advice: 'Use an offset within the range that the message names, or the name of a line.',
  },
  'gpio-line-busy': {
    what: 'The GPIO line is used by something else',
    advice:
      'Stop the program or driver that the message names, or use another line; it is tried again by itself.',
  },
  'gpio-forbidden': {
    what: 'This program may not use GPIO',
    advice: 'Add its user to the group that the message names, and start it again.',
  },
  'gpio-line-refused': {
    what: 'The kernel refuses the GPIO line with these settings',
    advice: 'Try it without bias and debounce; some lines of a chip are inputs or outputs only.',
  },
  'gpio-line-lost': {
    what: 'The GPIO line went away while it was in use',
    advice: 'Plug the adapter in again; the line comes back by itself.',
  },
  'gpio-unsupported': {
    what: 'This way to GPIO cannot do what the site file asks for',
    advice: 'Use the character device, or remove the setting that the message names.',
  },
  'gpio-native-missing': {
    what: 'The native part that reaches GPIO lines is not there',
    advice: 'Run "npm ci"; for lines through sysfs also "npm run native".',
  },
} as const satisfies Record<string, Entry>;
