import type { Count, Duration } from './figures';

/** Words of a definition: Finnish, Swedish, English. */
export interface Words {
  readonly fi: string;
  readonly sv: string;
  readonly en: string;
}

/** What a figure means; goes wherever the figure goes (STA-04: the sources name the measures and define none). */
export interface Definition {
  readonly id: Count | Duration | Statistic;
  readonly unit: 'tickets' | 'people' | 'bookings' | 'ms';
  /** Rows of requirements.md. */
  readonly rows: readonly string[];
  readonly name: Words;
  readonly text: Words;
}

export type Statistic = 'mean' | 'p50' | 'p90' | 'longest';

const ticketCounts: readonly Definition[] = [
  {
    id: 'arrivals',
    unit: 'tickets',
    rows: ['STA-01', 'STA-03'],
    name: { fi: 'Saapuneet', sv: 'Anlända', en: 'Arrivals' },
    text: {
      fi: 'Palveluun otetut vuoronumerot',
      sv: 'Könummer som tagits för tjänsten',
      en: 'Numbers taken for the service',
    },
  },
  {
    id: 'people',
    unit: 'people',
    rows: ['STA-01', 'TKT-15'],
    name: { fi: 'Henkilöt', sv: 'Personer', en: 'People' },
    text: {
      fi: 'Saapuneiden vuoronumeroiden henkilömäärä; ryhmällä on yksi numero',
      sv: 'Personer bakom de anlända numren; en grupp har ett nummer',
      en: 'People behind the numbers that arrived; a group has one number',
    },
  },
  {
    id: 'booked',
    unit: 'tickets',
    rows: ['STA-24'],
    name: { fi: 'Ajanvarauksella', sv: 'Med bokad tid', en: 'With an appointment' },
    text: {
      fi: 'Saapuneista ajanvarauksella tulleet',
      sv: 'Av de anlända de som hade bokad tid',
      en: 'Of the arrivals, those with an appointment',
    },
  },
  {
    id: 'served',
    unit: 'tickets',
    rows: ['STA-03', 'STA-15'],
    name: { fi: 'Palvellut asiakkaat', sv: 'Betjänade', en: 'Served' },
    text: {
      fi: 'Palvelu päättyi tiskillä',
      sv: 'Betjäningen slutade vid en disk',
      en: 'Service ended at a counter',
    },
  },
  {
    id: 'noShows',
    unit: 'tickets',
    rows: ['STA-03', 'TKT-10'],
    name: { fi: 'Saapumatta jääneet', sv: 'Uteblivna', en: 'No-shows' },
    text: {
      fi: 'Kutsuttiin eikä tullut; jonoon palautettu lasketaan sen mukaan, miten vuoro lopulta päättyi',
      sv: 'Kallades och kom inte; den som återfördes till kön räknas enligt hur turen till slut slutade',
      en: 'Called and did not come; who was put back counts by how the turn ended at last',
    },
  },
  {
    id: 'cancelled',
    unit: 'tickets',
    rows: ['STA-03'],
    name: { fi: 'Peruutetut', sv: 'Annullerade', en: 'Cancelled' },
    text: {
      fi: 'Poistettiin jonosta pyynnöstä eikä palautettu',
      sv: 'Togs ur kön på begäran och återfördes inte',
      en: 'Taken out of the queue on request and not put back',
    },
  },
  {
    id: 'leftOver',
    unit: 'tickets',
    rows: ['STA-18'],
    name: { fi: 'Päättämättä jääneet', sv: 'Oavslutade', en: 'Left over' },
    text: {
      fi: 'Kukaan ei päättänyt vuoroa ennen päivän vaihtumista',
      sv: 'Ingen avslutade turen före dygnets slut',
      en: 'Ended by nobody before the end of the day',
    },
  },
  {
    id: 'transferredIn',
    unit: 'tickets',
    rows: ['STA-03', 'TKT-09'],
    name: { fi: 'Siirretty tähän', sv: 'Överförda hit', en: 'Transferred in' },
    text: {
      fi: 'Siirrot toisesta palvelusta tähän',
      sv: 'Överföringar hit från en annan tjänst',
      en: 'Transfers from another service to this one',
    },
  },
  {
    id: 'transferredOut',
    unit: 'tickets',
    rows: ['STA-03', 'TKT-09'],
    name: { fi: 'Siirretty muualle', sv: 'Överförda bort', en: 'Transferred out' },
    text: {
      fi: 'Siirrot tästä toiseen palveluun. Saapuneet + siirretty tähän = palvellut + saapumatta jääneet + peruutetut + päättämättä jääneet + siirretty muualle',
      sv: 'Överföringar härifrån till en annan tjänst. Anlända + överförda hit = betjänade + uteblivna + annullerade + oavslutade + överförda bort',
      en: 'Transfers from this service to another one. Arrivals + in = served + no-shows + cancelled + left over + out',
    },
  },
  {
    id: 'reinstated',
    unit: 'tickets',
    rows: ['TKT-10'],
    name: { fi: 'Palautetut', sv: 'Återförda', en: 'Reinstated' },
    text: {
      fi: 'Palautukset jonoon ohi menneen tai peruutetun vuoron jälkeen',
      sv: 'Återföringar till kön efter en missad eller annullerad tur',
      en: 'Times that a missed or cancelled number was put back into the queue',
    },
  },
];

const bookingCounts: readonly Definition[] = [
  {
    id: 'bookingsMissed',
    unit: 'bookings',
    rows: ['STA-24'],
    name: { fi: 'Käyttämättömät varaukset', sv: 'Outnyttjade bokningar', en: 'Bookings missed' },
    text: {
      fi: 'Ajanvaraukset, joiden asiakas ei ilmoittautunut ajoissa',
      sv: 'Bokningar vars kund inte anmälde sig i tid',
      en: 'Bookings whose customer had not checked in in time',
    },
  },
  {
    id: 'bookingsMoved',
    unit: 'bookings',
    rows: ['STA-24'],
    name: { fi: 'Siirretyt varaukset', sv: 'Flyttade bokningar', en: 'Bookings moved' },
    text: {
      fi: 'Ajanvarausten muutokset, joista saatiin tieto tänä aikana',
      sv: 'Ändringar av bokningar som kom till kännedom under tiden',
      en: 'Changes of bookings that became known in this time',
    },
  },
  {
    id: 'bookingsCancelled',
    unit: 'bookings',
    rows: ['STA-24'],
    name: { fi: 'Perutut varaukset', sv: 'Avbokade', en: 'Bookings cancelled' },
    text: {
      fi: 'Ajanvarausten perumiset, joista saatiin tieto tänä aikana',
      sv: 'Avbokningar som kom till kännedom under tiden',
      en: 'Cancellations of bookings that became known in this time',
    },
  },
];

const durationsDefined: readonly Definition[] = [
  {
    id: 'queueing',
    unit: 'ms',
    rows: ['STA-03', 'STA-04', 'STA-05'],
    name: { fi: 'Jonotusaika', sv: 'Kötid', en: 'Queueing time' },
    text: {
      fi: 'Vuoronumeron ottamisesta ensimmäiseen kutsuun; ajanvarauksella varatusta ajasta, jos se on myöhemmin',
      sv: 'Från det att numret togs till den första kallelsen; med bokad tid från den, om den är senare',
      en: 'From taking the number to the first call; with an appointment from its time, if that is later',
    },
  },
  {
    id: 'waiting',
    unit: 'ms',
    rows: ['STA-03', 'STA-04', 'STA-05'],
    name: { fi: 'Odotusaika', sv: 'Väntetid', en: 'Waiting time' },
    text: {
      fi: 'Vuoronumeron ottamisesta palvelun ensimmäiseen alkamiseen, muuten kuten jonotusaika; vain jos alkaminen on merkitty',
      sv: 'Från det att numret togs till betjäningens första början, annars som kötid; bara om början har markerats',
      en: 'From taking the number to the first beginning of service, otherwise as queueing time; only where the beginning was marked',
    },
  },
  {
    id: 'serving',
    unit: 'ms',
    rows: ['STA-03', 'STA-13'],
    name: { fi: 'Palveluaika', sv: 'Betjäningstid', en: 'Service time' },
    text: {
      fi: 'Palveltujen aika tiskeillä ilman taukoja; vain jos alku ja loppu on merkitty. Koko aika luetaan palvelulle, jossa palvelu päättyi',
      sv: 'De betjänades tid vid diskar utan pauser; bara om början och slut har markerats. Hela tiden räknas till tjänsten där betjäningen slutade',
      en: 'Time at counters of those served, pauses left out; only where beginning and end were marked. All of it counts for the service that ended it',
    },
  },
];

const statistics: readonly Definition[] = [
  {
    id: 'mean',
    unit: 'ms',
    rows: ['STA-03'],
    name: { fi: 'Keskiarvo', sv: 'Medelvärde', en: 'Mean' },
    text: {
      fi: 'Summa jaettuna lukumäärällä, pyöristetty millisekuntiin',
      sv: 'Summan delad med antalet, avrundad till millisekund',
      en: 'The sum divided by the count, rounded to a millisecond',
    },
  },
  {
    id: 'p50',
    unit: 'ms',
    rows: ['STA-03'],
    name: { fi: '50 % enintään', sv: '50 % högst', en: '50 % at most' },
    text: {
      fi: 'Pienin arvo, jota puolet arvoista ei ylitä; kuukaudelta ja neljännekseltä ylöspäin täyteen minuuttiin',
      sv: 'Det minsta värde som hälften inte överskrider; för månad och kvartal uppåt till hel minut',
      en: 'The smallest value that half of the values do not exceed; of a month or quarter rounded up to a whole minute',
    },
  },
  {
    id: 'p90',
    unit: 'ms',
    rows: ['STA-03'],
    name: { fi: '90 % enintään', sv: '90 % högst', en: '90 % at most' },
    text: {
      fi: 'Pienin arvo, jota 90 % arvoista ei ylitä; kuukaudelta ja neljännekseltä ylöspäin täyteen minuuttiin',
      sv: 'Det minsta värde som 90 % inte överskrider; för månad och kvartal uppåt till hel minut',
      en: 'The smallest value that 90 % of the values do not exceed; of a month or quarter rounded up to a whole minute',
    },
  },
  {
    id: 'longest',
    unit: 'ms',
    rows: ['STA-03'],
    name: { fi: 'Pisin', sv: 'Längsta', en: 'Longest' },
    text: { fi: 'Suurin arvo', sv: 'Det största värdet', en: 'The largest value' },
  },
];

export const definitions: readonly Definition[] = [
  ...ticketCounts,
  ...bookingCounts,
  ...durationsDefined,
  ...statistics,
];

/** What holds for all figures; stands beside them wherever they go. */
export const generalRules: Readonly<Record<'service' | 'hour' | 'mode' | 'late' | 'few', Words>> = {
  service: {
    fi: 'Vuoro lasketaan sille palvelulle, jonka jonossa tai tiskillä se kulloinkin on',
    sv: 'En tur räknas till den tjänst vars kö eller disk den är i vid tillfället',
    en: 'A number counts for the service in whose queue or at whose counter it is at the time',
  },
  hour: {
    fi: 'Tunnit: määrät tapahtumahetken, jonotus- ja odotusaika sekä päättämättä jääneet numeron ottamisen ja palveluaika päättymisen mukaan',
    sv: 'Timmar: antal efter när det hände, kötid, väntetid och oavslutade efter när numret togs, betjäningstid efter när den slutade',
    en: 'Hours: counts by when it happened; queueing time, waiting time and left over by when the number was taken; service time by when it ended',
  },
  mode: {
    fi: 'Esittely- ja harjoituskäyttö ei ole mukana',
    sv: 'Demonstration och övning ingår inte',
    en: 'Demonstration and training are left out',
  },
  late: {
    fi: 'Tapahtuma kuuluu päivään, joka oli auki, kun se kirjattiin; suljettu päivä ei enää muutu',
    sv: 'En händelse hör till den dag som var öppen när den registrerades; en stängd dag ändras inte mer',
    en: 'What happens belongs to the day that was open when it was recorded; a closed day never changes',
  },
  // STA-27
  few: {
    fi: 'Alle viiden asiakkaan ajat kertovat yksittäisistä käynneistä, eivät palvelusta',
    sv: 'Tider för färre än fem kunder berättar om enskilda besök, inte om tjänsten',
    en: 'Times of fewer than five customers tell of single visits, not of the service',
  },
};

/** Times of fewer customers are not shown to people (STA-27); programs get them, for they are needed to add up. */
export const fewest = 5;

/** What stands above a day's figures. */
export const headings: Readonly<Record<'title' | 'closed' | 'open', Words>> = {
  title: { fi: 'Päivän luvut', sv: 'Dagens siffror', en: 'Figures of the day' },
  closed: { fi: 'Päivä on päättynyt', sv: 'Dagen är avslutad', en: 'The day is closed' },
  open: { fi: 'Tähän asti; päivä jatkuu', sv: 'Hittills; dagen pågår', en: 'So far; the day goes on' },
};

export type DefinedLanguage = keyof Words;

/** The first of these languages in which the definitions are written; English if none is. */
export function definedLanguage(languages: readonly string[]): DefinedLanguage {
  return languages.find(isDefined) ?? 'en';
}

function isDefined(language: string): language is DefinedLanguage {
  return Object.hasOwn(headings.title, language);
}
