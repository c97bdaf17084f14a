import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { centered } from '../../../firmware/tickets/centered';
import type { SiteForPaper } from '../../../firmware/tickets/site-for-paper';
import { ticketDocument } from '../../../firmware/tickets/ticket-document';
import { type TicketForPaper, ticketForPaper } from '../../../firmware/tickets/ticket-for-paper';
import { isTiskiError } from '../../../hal/platform/error';
import { paperWidths } from '../../../hal/ticket-printer';
import { rules } from '../../property/servicepoint/office';
import { columnsOf, linesOf, textOf } from './paper-text';

const site: SiteForPaper = {
  languages: ['fi', 'sv', 'en', 'se'],
  timezone: 'Europe/Helsinki',
  name: {
    fi: 'Lahden palvelupiste',
    sv: 'Lahtis servicepunkt',
    en: 'Lahti service point',
    se: 'Lahti bálvalanbáiki',
  },
  organisations: [
    {
      id: 'tax',
      name: { fi: 'Verohallinto', sv: 'Skatteförvaltningen', en: 'Tax Administration', ru: 'Налоговая' },
    },
    { id: 'city', name: { fi: 'Lahden kaupunki', sv: 'Lahtis stad' } },
  ],
  services: [
    {
      id: 'tax',
      organisation: 'tax',
      name: { fi: 'Verotus', sv: 'Beskattning', en: 'Taxation', ru: 'Налоги' },
    },
    { id: 'city', organisation: 'city', name: { fi: 'Lahden kaupunki', sv: 'Lahtis stad' } },
  ],
};

const ticket: TicketForPaper = {
  code: 'V166',
  service: 'tax',
  language: 'fi',
  issuedAt: Date.UTC(2026, 2, 6, 12, 7),
  ahead: 3,
  needsTime: false,
};

const print = (change: Partial<TicketForPaper> = {}, at: Partial<SiteForPaper> = {}, roll: 80 | 58 = 80) =>
  ticketDocument({ ...ticket, ...change }, { ...site, ...at }, paperWidths[roll]);

test('The paper says whose service it is, the number, how many are ahead, and when it was taken', () => {
  assert.equal(linesOf(print()), [
    'Lahden palvelupiste',
    '6.3.2026 klo 14.07',
    'Verohallinto',
    'Verotus',
    'Vuoronumerosi',
    'V166',
    'Edelläsi jonossa',
    '3 asiakasta',
    'Numerosi näkyy näytöllä, kun on sinun vuorosi.',
    'Numeroa ei kuuluteta.',
  ]);
});

test('The whole ticket is in the language of the customer', () => {
  const swedish = textOf(
    print({ language: 'sv', needsTime: true, wait: { fromMinutes: 10, toMinutes: 20 } }),
  );
  assert.is(
    swedish,
    'Lahtis servicepunkt 6.3.2026 kl. 14.07 Skatteförvaltningen Beskattning Ditt könummer V166 Före dig i kön 3 kunder ' +
      'Beräknad väntetid 10–20 minuter Ditt nummer visas på skärmen när det är din tur. Numret ropas inte upp. ' +
      'Du får mer tid på dig att komma fram när det är din tur.',
  );
});

test('A customer of a language without a catalogue reads names in it and the rest in the first language of the site', () => {
  const lines = linesOf(print({ language: 'ru' }));
  assert.ok(lines.includes('Налоги'));
  assert.ok(lines.includes('Vuoronumerosi'));
  assert.ok(lines.includes('Lahden palvelupiste'));
});

test('The number is the largest thing on the paper and has a bar below that shows which way is up', () => {
  const document = print();
  const at = document.findIndex(block => block.block === 'text' && block.text === 'V166');
  assert.equal(document[at], { block: 'text', text: 'V166', size: 'huge', bold: true, align: 'center' });
  assert.is(document[at + 1]?.block, 'orientation-mark');
  assert.is(document.filter(block => block.block === 'text' && block.size === 'huge').length, 1);
});

test('With nobody ahead the paper says just that and promises nothing', () => {
  assert.ok(linesOf(print({ ahead: 0 })).includes('ei ketään'));
  assert.ok(linesOf(print({ ahead: 0, language: 'en' })).includes('nobody'));
});

test('Without an estimate nothing is said about the wait', () => {
  assert.not.match(textOf(print()), /odotus|minuut/);
});

test('An estimate is a band, and one from zero is "under so many minutes"', () => {
  assert.ok(linesOf(print({ wait: { fromMinutes: 10, toMinutes: 20 } })).includes('10–20 minuuttia'));
  assert.ok(linesOf(print({ wait: { fromMinutes: 0, toMinutes: 5 } })).includes('alle 5 minuuttia'));
  assert.ok(linesOf(print({ wait: { fromMinutes: 0, toMinutes: 10 } })).includes('alle 10 minuuttia'));
});

test('Who asked for more time reads that it was understood', () => {
  assert.match(textOf(print({ needsTime: true })), /tavallista enemmän aikaa/);
  assert.not.match(textOf(print()), /enemmän aikaa/);
});

test('A group reads that its number is for all of them', () => {
  const said = ['fi', 'sv', 'en', 'se'].map(language => textOf(print({ language, group: 5 })));
  for (const text of said) assert.match(text, /\b5\b/);
  assert.match(said[0] ?? '', /5 hengen ryhmälle/);
  assert.not.match(textOf(print()), /ryhmä/);
});

test('The paper never says that the number will be spoken', () => {
  const said = ['fi', 'sv', 'en', 'se'].map(language => textOf(print({ language })));
  const denials = [/ei kuuluteta/, /ropas inte upp/, /not called aloud/, /ii daddjo jitnosit/];
  for (const [index, denial] of denials.entries()) assert.match(said[index] ?? '', denial);
});

test('Opening hours stand there only when they are given, with every break', () => {
  const openToday = [
    { from: 540, to: 690 },
    { from: 735, to: 975 },
  ];
  assert.match(textOf(print({ openToday })), /Avoinna tänään klo 9\.00–11\.30, 12\.15–16\.15/);
  assert.match(textOf(print({ openToday, language: 'en' })), /Open today 9:00–11:30, 12:15–16:15/);
  assert.not.match(textOf(print({ openToday: [] })), /Avoinna/);
});

test('The note of the site stands at the end in the language of the customer', () => {
  const note = { fi: 'Odota aulassa.', sv: 'Vänta i aulan.' };
  assert.ok(linesOf(print({ language: 'sv' }, { note })).includes('Vänta i aulan.'));
  assert.ok(linesOf(print({ language: 'en' }, { note })).includes('Odota aulassa.'));
});

test('A service with the name of its organisation is named once', () => {
  assert.is(linesOf(print({ service: 'city' })).filter(line => line === 'Lahden kaupunki').length, 1);
});

test('A logo stands first, and is left out where the paper is narrower than it', () => {
  const logo = { width: 400, height: 8, data: new Uint8Array(50 * 8) };
  assert.equal(print({}, { logo }, 80)[0], { block: 'image', image: logo });
  assert.is(
    print({}, { logo }, 58).some(block => block.block === 'image'),
    false,
  );
});

test('Every line fits both rolls in every language, however long the names are', () => {
  const long =
    'Pitkäaikaistyöttömienasianhoitopalvelu ja elinkeino-, liikenne- ja ympäristökeskuksen maahanmuuttopalvelut';
  const organisations = [{ id: 'tax', name: { fi: long } }];
  const services = [{ id: 'tax', organisation: 'tax', name: { fi: `${long}.` } }];
  for (const roll of [80, 58] as const) {
    for (const language of ['fi', 'sv', 'en', 'se']) {
      for (const names of [{}, { organisations, services, name: { fi: long }, note: { fi: long } }]) {
        const document = print(
          {
            language,
            ahead: 999,
            needsTime: true,
            group: 20,
            wait: { fromMinutes: 185, toMinutes: 240 },
            openToday: [{ from: 480, to: 1440 }],
          },
          names,
          roll,
        );
        for (const block of document) {
          if (block.block === 'text') assert.ok(columnsOf(block) <= paperWidths[roll].columns, block.text);
        }
      }
    }
  }
});

test('What matters most is in letters of double size on both rolls', () => {
  for (const roll of [80, 58] as const) {
    for (const language of ['fi', 'sv', 'en', 'se']) {
      const document = print({ language, ahead: 12, wait: { fromMinutes: 10, toMinutes: 20 } }, {}, roll);
      const large = document.filter(block => block.block === 'text' && block.size === 'large');
      assert.is(large.length, 3, `${language} ${roll}`);
    }
  }
});

test('The same ticket makes the same paper', () => {
  assert.equal(print(), print());
});

test('A service that the site does not have is an error with a code', () => {
  assert.throws(
    () => print({ service: 'lost' }),
    (error: unknown) => isTiskiError(error, 'service-unknown'),
  );
});

test('A customer with a booking reads the time of it, and nothing of the queue', () => {
  const lines = (language: string) =>
    linesOf(print({ language, appointmentAt: Date.UTC(2026, 2, 6, 12, 30) })).slice(4, -2);
  assert.equal(lines('fi'), ['Vuoronumerosi', 'V166', 'Varattu aikasi', 'klo 14.30']);
  assert.equal(lines('sv'), ['Ditt könummer', 'V166', 'Din bokade tid', 'kl. 14.30']);
  assert.equal(lines('en'), ['Your number', 'V166', 'Your appointment', '14:30']);
  assert.equal(lines('se'), ['Du vuorronummir', 'V166', 'Du várrejuvvon áigi', 'dmu 14.30']);
});

test('A service whose organisation the site file has no more is named alone', () => {
  const lines = linesOf(print({}, { organisations: [] }));
  assert.not(lines.includes('Verohallinto'));
  assert.ok(lines.includes('Verotus'));
});

test('What was laid out before is laid out alike after many other words', () => {
  const [paper] = [paperWidths[80]];
  const before = centered('Verohallinto', paper);
  for (let count = 0; count < 600; count += 1) centered(`Palvelu ${count}`, paper);
  assert.equal(centered('Verohallinto', paper), before);
});

test('A ticket of a service that the site file has no more tells no hours', () => {
  const issued = { ticket: 'V101', service: 'gone', language: 'fi', ahead: 0, needsTime: false };
  const told = ticketForPaper(ticket.issuedAt, issued as Parameters<typeof ticketForPaper>[1], rules);
  assert.equal([told.code, told.service, 'openToday' in told], ['V101', 'gone', false]);
});

test.run();
