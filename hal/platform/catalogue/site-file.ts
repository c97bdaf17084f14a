import type { Entry } from './entry';

/** Site file: problems carry file, line and column. */
export const siteFileCodes = {
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
} as const satisfies Record<string, Entry>;
