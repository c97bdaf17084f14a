import type { Advice } from '../advice';

/** Boards on USB that speak Firmata. */
export const boardsFi = {
  'board-absent': {
    what: 'Ohjainkorttia ei ole kytketty',
    advice:
      'Tarkista USB-kaapeli. "ls -l /dev/serial/by-id" näyttää kytketyt laitteet; vertaa pisteen asetustiedostoon.',
  },
  'board-lost': {
    what: 'Ohjainkortti irrotettiin tai sen portti hävisi',
    advice:
      'Kytke kortti uudelleen; kaikki siihen liitetyt laitteet palaavat itsestään. Jos vika toistuu, vaihda kaapeli tai USB-keskitin.',
  },
  'board-port-unstable': {
    what: 'Ohjainkortti on nimetty laitenimellä, joka vaihtuu kytkettäessä',
    advice:
      'Käytä linkkiä hakemistossa /dev/serial/by-id tai muotoa usb:VENDOR:PRODUCT:SERIAL, jonka "ls -l /dev/serial/by-id" ja "lsusb" näyttävät.',
  },
  'board-port-ambiguous': {
    what: 'USB-tunnukset sopivat useaan ohjainkorttiin',
    advice:
      'Lisää sarjanumero (usb:VENDOR:PRODUCT:SERIAL) tai käytä linkkiä hakemistossa /dev/serial/by-path.',
  },
  'board-udev-missing': {
    what: 'USB-tunnuksia ei voi hakea ilman udevia',
    advice: 'Asenna paketti udev tai nimeä kortti linkillä hakemistossa /dev/serial/by-id.',
  },
  'board-busy': {
    what: 'Ohjainkortin portti on toisen ohjelman käytössä',
    advice: 'Pysäytä toinen ohjelma: "fuser -v PORT" kertoo sen nimen. Usein syynä on ModemManager.',
  },
  'board-forbidden': {
    what: 'Ohjelmalla ei ole oikeutta ohjainkortin porttiin',
    advice: 'Lisää palvelun käyttäjä ryhmään dialout ja käynnistä palvelu uudelleen.',
  },
  'board-port-failed': {
    what: 'Ohjainkortin porttia ei voi avata',
    advice: 'Katso lisätiedot. Irrota kortti ja kytke se uudelleen.',
  },
  'board-silent': {
    what: 'Ohjainkortti ei vastaa',
    advice:
      'Kortti käynnistetään uudelleen automaattisesti. Jos se ei vieläkään vastaa, lataa siihen StandardFirmata uudelleen tai vaihda kortti.',
  },
  'board-starting': { what: 'Ohjainkortti on kytketty ja käynnistyy', advice: 'Odota muutama sekunti.' },
  'board-reset': {
    what: 'Ohjainkortti käynnistyi itsestään uudelleen',
    advice:
      'Toimenpiteitä ei tarvita: kortti otettiin taas käyttöön. Jos näin käy usein, virransyöttö tai kaapeli on heikko.',
  },
  'board-garbage': {
    what: 'Ohjainkortti lähettää muuta kuin Firmata-viestejä',
    advice:
      'Tarkista, että kortissa on StandardFirmata, ja tarkista kaapeli. Moottorien tai valaisimien ohi kulkeva pitkä USB-kaapeli tarvitsee ferriitin tai keskittimen.',
  },
  'board-pin-unusable': {
    what: 'Ohjainkortissa ei ole tällaista nastaa tai sitä ei voi käyttää näin',
    advice: 'Valitse asetustiedostossa toinen nasta. Unossa on nastat 2–13 ja 14–19 (A0–A5).',
  },
  'board-pin-twice': {
    what: 'Kaksi laitetta tarvitsee saman nastan',
    advice: 'Anna kummallekin oma nasta pisteen asetustiedostossa.',
  },
  'display-silent': {
    what: 'Numeronäyttö ei vastaa ohjainkortille',
    advice: 'Tarkista näytön neljä johdinta ja osoite pisteen asetustiedostossa.',
  },
} as const satisfies Record<string, Advice>;
