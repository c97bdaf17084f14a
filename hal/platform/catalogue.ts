/** One entry per code: what it is, and what the person in front of the box should do. A code is never reused for something else. */
interface Entry {
  readonly what: string;
  readonly advice: string;
}

const entries = {
  // — Devices: the environment is to blame —
  'device-not-started': {
    what: 'The device has not answered since the start',
    advice: 'Wait a few seconds. If it stays so, check power and cable of the device.',
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

  // — Boards on USB that speak Firmata —
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

  // — Video units and other programs that ring —
  'codec-unreachable': {
    what: 'The video unit does not accept a connection',
    advice:
      'Check that the unit is on and its network cable is in; compare its address with the site file. For wss:// NetworkServices Websocket must be on.',
  },
  'codec-silent': {
    what: 'The video unit is connected but does not answer',
    advice: 'It is tried again by itself. If it stays so, restart the unit.',
  },
  'codec-lost': {
    what: 'The connection to the video unit broke',
    advice: 'It is made again by itself. If it happens often, check the network.',
  },
  'codec-refused': {
    what: 'The video unit refuses the user or password',
    advice:
      'Put the right password into the password file; it is tried at once. The same one is tried again only every five minutes, so that the unit does not lock the account.',
  },
  'codec-untrusted': {
    what: 'The video unit cannot prove that it is the one meant',
    advice:
      'Compare the fingerprint in the message with the one that the unit shows, then write it into the site file; or check the file of the authority.',
  },
  'codec-calls-hidden': {
    what: 'The video unit does not tell this user about its calls',
    advice: 'Give the user the role User in the settings of the unit.',
  },
  'codec-garbage': {
    what: 'The video unit sends something that is not its language',
    advice: 'Check that the address belongs to a Cisco RoomOS or CE unit; if so, restart the unit.',
  },
  'codec-password-missing': {
    what: 'The password file of the video unit cannot be read',
    advice: 'Put the file where the message says and let the program read it.',
  },
  'ring-reports-missing': {
    what: 'The program that reports ringing is silent',
    advice: 'Check that it runs and reaches this box; it must say something within its heartbeat.',
  },
  'satellite-lost': {
    what: 'The link to the satellite is lost',
    advice: 'Check that the satellite has power and network, and that the broker runs; it returns by itself.',
  },
  'satellite-twice': {
    what: 'Two boxes of the site go by the name of this satellite and push each other off the broker',
    advice: 'Give each satellite a name of its own, under appliance in its file.',
  },
  'satellite-device-missing': {
    what: 'The satellite does not lend this device',
    advice: 'Compare the name with the devices in the file of the satellite.',
  },
  'satellite-device-kind': {
    what: 'The satellite lends a device of another kind under this name',
    advice: 'Compare the driver here with the device in the file of the satellite.',
  },
  'satellite-broker-missing': {
    what: 'The site uses a satellite but has no broker',
    advice: 'Say under mqtt in the site file where the broker of the site is.',
  },

  // — Commands: the asker is to blame, or the moment —
  'command-invalid': {
    what: 'The command does not have the form it needs',
    advice: 'Compare with the description of the commands.',
  },
  'command-unknown': {
    what: 'There is no such command',
    advice: 'Compare the name with the description of the commands.',
  },
  'command-stale': {
    what: 'The command waited too long on its way and was not carried out',
    advice: 'Press again.',
  },
  'service-unknown': {
    what: 'There is no such service',
    advice: 'Use the id of a service in the site file.',
  },
  'service-closed': {
    what: 'The service is closed now',
    advice: 'Tell the customer when it opens next or which other channel serves.',
  },
  'queue-past-closing': {
    what: 'Whoever takes a number now would still wait when the service closes',
    advice: 'Tell the customer when it opens next or which other channel serves.',
  },
  'counter-unknown': {
    what: 'There is no such counter',
    advice: 'Use the id of a counter in the site file.',
  },
  'kiosk-unknown': {
    what: 'There is no such kiosk',
    advice: 'Use the id of a kiosk in the site file.',
  },
  'ticket-unknown': { what: 'There is no such ticket today', advice: 'Compare the code with the paper.' },
  'ticket-wrong-state': {
    what: 'The ticket is not in a state that allows this',
    advice: 'Look at the queue: someone may have been faster.',
  },
  'ticket-not-served-here': {
    what: 'The counter does not serve this ticket',
    advice: 'Transfer the ticket, or call it from a counter of its service.',
  },
  'not-allowed': {
    what: 'Whoever asks has no right to this',
    advice:
      'Ask from the place that has the right: counters call, lobby advisors transfer, cancel and reinstate, technicians test.',
  },
  'ring-unknown': {
    what: 'There is no such ring now',
    advice: 'Nothing to do: it has ended, or somebody else was faster.',
  },
  'ring-going-on': {
    what: 'The ring has not ended',
    advice: 'Answer it, or mark it when it is over.',
  },
  'help-off': {
    what: 'Nobody is set to come when help is called from here',
    advice: 'Name the counter or the button under "rings" of the site file, with the places that answer.',
  },
  'place-unknown': {
    what: 'The site has no such advisor place',
    advice: 'Use an id that stands under "places" of the site file.',
  },
  'feedback-off': {
    what: 'No feedback is collected today',
    advice:
      'Nothing to do, if so meant. When feedback is collected stands under "feedback" in the site file.',
  },
  'feedback-few': {
    what: 'There are fewer than five answers on paper',
    advice: 'Keep the forms until there are five of this service and question, then count them together.',
  },
  'feedback-paper-days': {
    what: 'Answers on paper of these days cannot be taken',
    advice: 'Give days that are over and come after those already counted for this service and question.',
  },
  'feedback-unit-unknown': {
    what: 'There is no such feedback unit',
    advice: 'Compare the name with "smileys" in the site file.',
  },
  'feedback-version': {
    what: 'The questions have changed since the page was opened',
    advice: 'Load the page again.',
  },
  'open-answers-stay': {
    what: 'What customers wrote stays on this box',
    advice:
      'Set "mayLeave" under "feedback", "openAnswers" in the site file, if whoever answers for the data wants it so.',
  },
  'feedback-answer': {
    what: 'The question has no such answer',
    advice: 'Send a number of the scale of the question.',
  },
  'counter-idle': { what: 'No customer is at the counter', advice: 'Call the next customer first.' },
  'counter-busy': {
    what: 'Another customer is at the counter',
    advice: 'Finish or park that customer first.',
  },
  'queue-empty': { what: 'Nobody waits for this counter', advice: 'Nothing to do.' },
  'numbers-exhausted': {
    what: 'All numbers of this service have been given today',
    advice: 'Serve by hand until tomorrow and report it: this should never happen.',
  },
  'printer-unable': {
    what: 'No ticket can be printed and no screen can show the number',
    advice: 'Ask a person at the point; mend the printer.',
  },
  'bookings-off': {
    what: 'This site takes no bookings',
    advice: 'Add `bookings:` to the site file.',
  },
  'booking-unknown': {
    what: 'There is no such booking today or in the next days',
    advice: 'Compare the code with the letter. A person at the point can give a number instead.',
  },
  'booking-cancelled': {
    what: 'The booking has been cancelled',
    advice: 'Ask a person at the point, or take a number.',
  },
  'booking-arrived': {
    what: 'The customer of this booking is here already',
    advice: 'The ticket that was given then is valid.',
  },
  'booking-other-day': {
    what: 'The booking is for another day',
    advice: 'Come back on that day, or take a number.',
  },
  'booking-late': {
    what: 'The time of the booking has passed',
    advice: 'Ask a person at the point, or take a number.',
  },
  'booking-twice': {
    what: 'A list of bookings has the same code twice',
    advice: 'Give each booking a code of its own; the list was not taken.',
  },
  'bookings-day': {
    what: 'A list of bookings does not belong to its day',
    advice:
      'Send the bookings of one day that is not over, each with a time on that day by the clock of the site.',
  },
  'bookings-too-many': {
    what: 'There are more bookings than the box keeps',
    advice: 'Let the calendar hold only bookings of this site, or keep fewer days ahead.',
  },
  'bookings-unsteady': {
    what: 'The bookings have changed more often today than can be true',
    advice: 'Let the booking system keep the UID of an event as it is; until tomorrow the last list stays.',
  },
  'box-busy': { what: 'Too many commands wait at once', advice: 'Try again in a moment.' },
  'box-stopping': { what: 'The box is stopping', advice: 'Try again when it is back.' },
  'measures-unknown': {
    what: 'There are no figures of this day, month or quarter',
    advice:
      'Ask for today, or for a day on which the box was running; one that is not over has figures so far. On paper only the last hundred days can be had.',
  },

  // — The box itself —
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

  // — Site file: problems carry file, line and column —
  'site-unreadable': { what: 'The site file cannot be read', advice: 'Check the path and the permissions.' },
  'site-syntax': {
    what: 'This is not YAML',
    advice: 'Check indentation, quotes and colons at the place named.',
  },
  'site-form': { what: 'The value does not have the form it needs', advice: 'Write it as the message says.' },
  'site-key-unknown': { what: 'There is no such setting', advice: 'Remove it or correct its name.' },
  'site-key-missing': { what: 'A setting is missing', advice: 'Add it.' },
  'site-service-unknown': {
    what: 'There is no such service',
    advice: 'Use the id of a service listed under services, or add it there.',
  },
  'site-organisation-unknown': {
    what: 'There is no such organisation',
    advice: 'Use the id of an organisation listed under organisations, or add it there.',
  },
  'site-device-unknown': {
    what: 'There is no such device',
    advice: 'Use a name listed under devices, or add it there.',
  },
  'site-device-kind': {
    what: 'The device is of the wrong kind for this place',
    advice: 'Name a device of the kind that the message asks for.',
  },
  'site-device-twice': {
    what: 'The device is used in two places',
    advice: 'Give each place a device of its own.',
  },
  'site-line-twice': {
    what: 'Two devices share one pin of a board, line of a chip or address of a bus',
    advice: 'Give each device a pin, line or address of its own, as it is wired.',
  },
  'site-letter-twice': {
    what: 'Two services share a letter',
    advice: 'Give each service a letter of its own.',
  },
  'site-id-twice': { what: 'The id is used twice', advice: 'Give each its own id.' },
  'site-time': { what: 'This is not a time of day', advice: 'Write hours and minutes from 00:00 to 24:00.' },
  'site-refused': {
    what: 'The site file has problems',
    advice: 'Correct each problem at the place named; "tiski check FILE" lists them all.',
  },
  'site-empty': {
    what: 'The site file is empty',
    advice: 'Start from one of the examples in simulator/sites.',
  },
  'site-too-large': {
    what: 'The site file is too large',
    advice: 'Check that this is the site file: a large site has some 30 kilobytes.',
  },
  'site-encoding': { what: 'The site file is not UTF-8 text', advice: 'Save the file as UTF-8.' },
  'site-key-twice': { what: 'A setting stands twice', advice: 'Remove one of the two.' },
  'site-item-twice': { what: 'An item stands twice in a list', advice: 'Remove one of the two.' },
  'site-driver-unknown': {
    what: 'There is no such driver',
    advice: 'Use one of the drivers that the message names.',
  },
  'site-driver-broken': {
    what: 'The driver cannot be loaded on this machine',
    advice: 'Install the program again; if that does not help, report the message.',
  },
  'site-device-unused': {
    what: 'The device has no place',
    advice: 'Name it at a counter or kiosk, or remove it.',
  },
  'site-address-twice': {
    what: 'Two things share one network address',
    advice: 'Give each its own address or port; an address is often copied by mistake.',
  },
  'site-calendar-place': {
    what: 'It is not clear where a calendar is',
    advice: 'Name its file, its address, or the file that holds its address: one of them.',
  },
  'site-calendar-service': {
    what: 'It is not clear whose bookings a calendar holds',
    advice: 'Name one service for all of it, or a service for each category.',
  },
  'site-calendar-plain': {
    what: 'A calendar crosses the network unencrypted',
    advice: 'Use https if the server has it.',
  },
  'site-neighbour-source': {
    what: 'It is not clear from where a neighbour is read',
    advice: 'Name its file or its address: one of them.',
  },
  'site-neighbour-address': {
    what: 'The address of a neighbour is none',
    advice: 'Write the whole address, beginning with https://.',
  },
  'site-neighbour-plain': {
    what: 'What a neighbour gets or gives crosses the network unencrypted',
    advice: 'Use https if the server has it.',
  },
  'site-ring-unknown': {
    what: 'The site file names a ring that is not there',
    advice: 'Use the id of an entry of "rings".',
  },
  'site-bookings-order': {
    what: 'A booking would be missed before its customer is late',
    advice: 'Make missedMinutes at least as long as the minutes of late.',
  },
  'site-calling-policy': {
    what: 'The policy of calling does not go with its other settings',
    advice: 'Give "weights" with "weighted", "order" with "own-order", and neither with the others.',
  },
  'site-calling-service': {
    what: 'The counter does not serve what its policy of calling names',
    advice: 'Use a service of the counter, or add it to its services.',
  },
  'site-no-show-order': {
    what: 'Whoever needs more time would be waited for shorter than others',
    advice: 'Raise "needsTimeSeconds", or leave it out: then it is twice as long.',
  },
  'site-service-unserved': {
    what: 'No counter serves the service',
    advice: 'Add the service to a counter, or remove it: its customers would wait for nobody.',
  },
  'site-organisation-unused': {
    what: 'The organisation has no service',
    advice: 'Give it a service, or remove it.',
  },
  'site-kiosk-numberless': {
    what: 'The kiosk cannot show the number that a press gives',
    advice: 'Add a printer to the kiosk, or remove its buttons and use its web page.',
  },
  'site-button-twice': {
    what: 'Two buttons of a kiosk do the same',
    advice: 'Give each button its own service or language.',
  },
  'site-name-twice': {
    what: 'Two have the same name',
    advice: 'Give each its own name: customers could not tell them apart.',
  },
  'site-hours-overlap': {
    what: 'Hours of one day overlap',
    advice: 'Join the two, or change one so that they do not touch the same time.',
  },
  'site-timezone-unknown': {
    what: 'There is no such time zone',
    advice: 'Use a name such as Europe/Helsinki.',
  },
  'site-language-unknown': {
    what: 'The site does not have this language',
    advice: 'Use a language listed under languages, or add it there.',
  },
  'site-language-doubtful': {
    what: 'The language is probably not the one meant',
    advice: 'Compare the code with ISO 639: sv is Swedish, se is Northern Sami.',
  },
  'site-translation-extra': {
    what: 'Texts are in a language that the site does not have',
    advice: 'Add the language under languages, or remove the texts; they are never shown.',
  },
  'site-mqtt-login': {
    what: 'The login at the broker is not complete',
    advice: 'Give a username and a passwordFile; the password itself never stands in the site file.',
  },
  'site-mqtt-plain': {
    what: 'The connection to the broker is not encrypted',
    advice: 'Use mqtts:// or wss:// unless the broker is on this machine.',
  },
  'site-counter-unknown': {
    what: 'The site has no such counter',
    advice: 'Use an id that stands under counters, or add the counter there.',
  },
  'site-place-unknown': {
    what: 'The site has no such place',
    advice: 'Use an id that stands under places, or add the place there.',
  },
  'site-ring-origin': {
    what: 'It is not clear where it rings',
    advice: 'Give one of "source", "button" and "counters".',
  },
  'site-ring-unnoticed': {
    what: 'Nobody would notice this ring',
    advice: 'Give it a lamp or a sounder, or members whose places have one.',
  },
  'site-ring-levels': {
    what: 'The levels of a ring do not follow one another',
    advice: 'Begin at 0, go on with later times, and call members or places that there are.',
  },
  'site-ring-times': {
    what: 'The ring is over before it can be missed',
    advice: 'Make "missedAfter" shorter or "longest" longer.',
  },
  'site-ring-twice': {
    what: 'Two rings come from one place',
    advice: 'Let one ring answer it; give the counter and the device different names.',
  },
  'site-help-unheard': {
    what: 'Nobody hears this help button',
    advice: 'Name the counter under "counters" of a ring.',
  },
  'site-directory-twice': {
    what: 'An address stands in the directory twice',
    advice: 'Keep it at the office that calls from it.',
  },
  'site-date': { what: 'This is not a date', advice: 'Write year, month and day, such as 2026-12-24.' },
  'site-campaign': {
    what: 'When feedback is collected is not clear',
    advice: 'Write "collect: window" together with "windows", or one without the other.',
  },
  'site-date-order': { what: 'The days end before they begin', advice: 'Write the earlier day first.' },
  'site-weeks': {
    what: 'Hours of every so many weeks cannot be counted',
    advice: 'Give "everyWeeks" and "countedFrom" together, and count from one of its weekdays.',
  },
  'site-exception-twice': {
    what: 'A day has two exceptions',
    advice: 'Keep one; only a single day may lie in a longer exception.',
  },
  'site-hours': { what: 'The hours end before they begin', advice: 'Write the earlier time first.' },
  'site-role': {
    what: 'The file is that of another kind of box',
    advice: 'Use the file of a hub here; that of a satellite says "role: satellite".',
  },
  'site-satellite-self': {
    what: 'A box cannot borrow from itself',
    advice: 'Name the appliance that has the device, or give the device its own driver here.',
  },
  'site-not-lent': {
    what: 'A satellite cannot lend this device',
    advice: 'Connect it to the hub.',
  },
  'site-button-signless': {
    what: 'A refused press shows nowhere',
    advice: 'Add a lamp or a sounder to the place of the button.',
  },
  'site-translation-missing': {
    what: 'A translation is missing',
    advice: 'Add the text in each language that the site lists under languages.',
  },
  'site-file-missing': {
    what: 'A file that the site file names is not there',
    advice: 'Put the file beside the site file or correct its name.',
  },

  'site-file-unreadable': {
    what: 'A file that the site file names cannot be read',
    advice: 'Check its owner and permissions: the user of the service must be able to read it.',
  },
  'site-mqtt-tls': {
    what: 'The settings for TLS do not fit together',
    advice:
      'Use mqtts:// or wss://, give "certificate" and "key" together, and name files. Replace a key that was written into the site file.',
  },
  'site-mqtt-proxy': {
    what: 'The proxy is not named completely',
    advice: 'Write it as http://proxy.example.fi:3128; user and password file stand beside it, not in it.',
  },

  // — Remote configuration: problems carry the path of the setting —
  'configuration-unreadable': {
    what: 'The desired configuration is not JSON in UTF-8, or it is nested too deeply',
    advice: 'Publish one JSON object, retained; firmware/configuration/README.md shows one.',
  },
  'configuration-too-large': {
    what: 'The desired configuration is too large',
    advice: 'Leave out what the site file says already; at most 65536 bytes are taken.',
  },
  'configuration-id-unknown': {
    what: 'The site file has nothing of this id',
    advice: 'Correct the id. What a site has is changed in its site file, not from afar.',
  },
  'configuration-revision-used': {
    what: 'The configuration in force has this revision, and other settings',
    advice: 'Give every configuration a revision of its own.',
  },
  'configuration-superseded': {
    what: 'This revision was in force before and another has taken its place',
    advice:
      'If it is an old copy, publish the one that is meant. To go back, give the command restore-config, or publish the settings under a new revision.',
  },
  'configuration-base': {
    what: 'The configuration was made from other settings than those in force',
    advice: 'Somebody else was quicker. Look at what is in force (reported), and make it again from there.',
  },
  'configuration-none-before': {
    what: 'There is no configuration to go back to',
    advice: 'Publish the configuration that is meant.',
  },
  'configuration-unfit': {
    what: 'The configuration that was kept does not fit the site file any more',
    advice:
      'The box goes by its site file. Correct the configuration as the problems say and publish it under a new revision.',
  },
  'configuration-lost': {
    what: 'The settings of the configuration that was in force are not on the disk any more',
    advice: 'The box goes by its site file. Publish the configuration again.',
  },
  'configuration-not-kept': {
    what: 'The configuration cannot be written to the disk',
    advice: 'Check the free space and the health of the disk; the box takes the configuration when it can.',
  },

  // — Keys and certificates of the box —
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

  // — The box itself —
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

  // — Calendars with bookings —
  'calendar-not-ical': {
    what: 'What was read is not an iCalendar file',
    advice:
      'Open the address in a browser: it may show a page to sign in. Use the address of the calendar itself.',
  },
  'calendar-cut-short': {
    what: 'The calendar ends in the middle',
    advice: 'Nothing to do once; if it stays so, check the booking system. The last list stays.',
  },
  'calendar-form': {
    what: 'The parts of the calendar are in disorder',
    advice: 'Have the booking system write it as RFC 5545 says. The last list stays.',
  },
  'calendar-too-large': {
    what: 'The calendar is larger than the box reads',
    advice: 'Let the booking system leave out past years. The last list stays.',
  },
  'calendar-missing': {
    what: 'The file of the calendar is not there',
    advice: 'Check the path in the site file and what writes the file. The last list stays.',
  },
  'calendar-unreadable': {
    what: 'The file of the calendar cannot be read',
    advice: 'Check the permissions of the file and of its folder. The last list stays.',
  },
  'calendar-unreachable': {
    what: 'The server of the calendar does not accept a connection',
    advice: 'Check network, address and port. The last list stays.',
  },
  'calendar-untrusted': {
    what: 'The server of the calendar cannot show who it is',
    advice: 'Check the clock of the box, then the certificate of the server. The last list stays.',
  },
  'calendar-silent': {
    what: 'The server of the calendar does not answer in time',
    advice: 'Check the network and the server. The last list stays.',
  },
  'calendar-refused': {
    what: 'The server does not give the calendar out',
    advice: 'Check the address; it may have been withdrawn or changed. The last list stays.',
  },
  'calendar-old': {
    what: 'The calendar has not been read for some time',
    advice: 'Bookings may have changed since. Look at the other codes of the calendar for the cause.',
  },
  'calendar-left-out': {
    what: 'Some events of the calendar cannot be bookings',
    advice: 'The log says how many and why: a series, an unclear time or zone, or a UID that is no code.',
  },

  // — Neighbours —
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

  // — Link —
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

export type CatalogueCode = keyof typeof entries;

export const catalogue: Readonly<Record<CatalogueCode, Entry>> = entries;

export function isCatalogueCode(text: string): text is CatalogueCode {
  return Object.hasOwn(entries, text);
}
