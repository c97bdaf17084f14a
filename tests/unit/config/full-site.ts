import { sample } from './sample';

const name = (fi: string, sv: string) => `{ fi: ${fi}, sv: ${sv} }`;

/** The sample with every section that a site file may have, without a fault. */
export const fullSite = `${sample
  .replace('devices:\n', `devices:\n${devices()}`)
  .replace('    name: { fi: Verohallinto', '    elsewhere: { web: vero.fi }\n    name: { fi: Verohallinto')
  .replace('    next: next-1\n', '    kind: remote\n    help: help-1\n    next: next-1\n')}
opening:
  hours:
    - { days: [mon, tue], from: '8:00', to: '18:00', validFrom: 2026-01-07, validUntil: 2026-12-18 }
    - { days: [wed], from: '8:00', to: '24:00', everyWeeks: 2, countedFrom: 2026-01-07 }
    - { days: [thu], from: '8:00', to: '9:00', ofMonth: [first, last] }
  exceptions:
    - { date: 2026-12-24, until: 2026-12-26 }
    - { date: 2026-12-28, hours: [{ from: '9:00', to: '10:00' }] }
  closedOn: [public-holidays]
places:
  - id: desk-1
    name: ${name('Työpiste 1', 'Arbetsplats 1')}
    counter: counter-1
    services: [tax]
    lamp: desk-lamp
    sounder: desk-sound
    presence: desk-presence
    presenceLamp: desk-free
    acknowledge: desk-go
  - id: lobby
    name: ${name('Aula', 'Lobbyn')}
rings:
  - id: video
    source: video-call
    members: [desk-1]
    substitutes: [{ from: 2026-07-01, until: 2026-07-31, members: [lobby] }]
    levels: [{ after: 0, to: available }, { after: 20, to: [lobby] }]
    missedAfter: 60
    longest: 300
    quietHours: [{ days: [mon], from: '22:00', to: '6:00' }]
    lamps: [ring-lamp]
    sounders: [ring-sound]
  - { id: help, counters: [counter-1], members: [desk-1] }
directory:
  - { id: hospital, name: ${name('Sairaala', 'Sjukhus')}, addresses: [video@hospital.example.fi] }
displays:
  - id: hall
    chime: true
    directions: [{ counter: counter-1, arrow: left, text: ${name('ylös', 'upp')} }]
notices:
  - { text: ${name('Kopioita saa', 'Kopior finns')}, from: 2026-03-01, until: 2026-03-31 }
infoTv: { frameAncestors: ['https://info.example.fi'] }
ticketPage: { address: 'https://jono.example.fi' }
messages:
  - { id: back, text: ${name('Palasi', 'Är tillbaka')}, minutes: 10 }
announcements: { seconds: 10, againAfter: 30 }
noShow: { waitSeconds: 120, by: automatic, automaticSeconds: 60 }
bookings:
  earlyMinutes: 10
  late: { minutes: 10, policy: end-of-queue }
  calendars:
    - { id: tax-office, url: 'https://calendar.example.fi/tax', service: tax }
    - { id: kela-office, file: kela.ics, categories: [{ category: Kela, service: benefits }] }
smileys:
  - { id: exit, device: faces, question: csat, lockOut: 5 }
feedback:
  collect: window
  windows: [{ from: 2026-05-01, until: 2026-05-31 }]
  openAnswers: { keepDays: 30, mayLeave: true }
neighbours:
  servedEvents: { url: 'https://crm.example.fi/in', tokenFile: logo.png }
  helpdesk:
    url: https://desk.example.fi/in
    keyFile: logo.png
    place: { address: ${name('Tori 1', 'Torget 1')}, contact: ${name('Aula', 'Lobbyn')} }
  register: { readTokenFile: logo.png }
  directory: { url: 'https://directory.example.fi/offices', everyHours: 12 }
  rooms:
    list:
      - { id: room-1, name: ${name('Huone 1', 'Rum 1')}, ring: video, services: [tax], minutes: 30 }
      - { id: room-2, name: ${name('Huone 2', 'Rum 2')}, url: 'https://rooms.example.fi/2' }
  freePersons: { places: [desk-1], url: 'https://free.example.fi/in', keyFile: logo.png }
reset: { button: reset-button, lamp: reset-lamp }
ticket: { note: ${name('Odota aulassa', 'Vänta i lobbyn')}, logo: logo.png }
http: { host: 0.0.0.0, port: 8080 }
journal: { budgetMegabytes: 128 }
mqtt:
  url: mqtts://broker.example.fi
  username: box
  passwordFile: logo.png
  proxy: { url: 'http://proxy.example.fi:3128', username: box, passwordFile: logo.png }
`;

function devices(): string {
  const of = (driver: string, ...names: readonly string[]) =>
    names.map(device => `  ${device}: { driver: ${driver} }\n`);
  return [
    ...of('button', 'help-1', 'desk-presence', 'desk-go', 'reset-button'),
    ...of('lamp', 'desk-lamp', 'desk-free', 'ring-lamp', 'reset-lamp'),
    ...of('sounder', 'desk-sound', 'ring-sound'),
    ...of('ring', 'video-call'),
    ...of('smiley', 'faces'),
  ].join('');
}
