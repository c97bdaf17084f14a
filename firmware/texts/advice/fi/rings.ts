import type { Advice } from '../advice';

/** Video units and other programs that ring; satellites. */
export const ringsFi = {
  'codec-unreachable': {
    what: 'Videolaitteeseen ei saada yhteyttä',
    advice:
      'Tarkista, että laite on päällä ja verkkokaapeli kiinni. Vertaa osoitetta asetustiedostoon. Osoite wss:// vaatii, että NetworkServices Websocket on käytössä.',
  },
  'codec-silent': {
    what: 'Videolaitteeseen on yhteys, mutta se ei vastaa',
    advice:
      'Yhteyttä yritetään uudelleen automaattisesti. Jos tilanne ei muutu, käynnistä videolaite uudelleen.',
  },
  'codec-lost': {
    what: 'Yhteys videolaitteeseen katkesi',
    advice: 'Yhteys muodostetaan uudelleen automaattisesti. Jos se katkeilee usein, tarkista verkko.',
  },
  'codec-refused': {
    what: 'Videolaite ei hyväksy käyttäjätunnusta tai salasanaa',
    advice:
      'Kirjoita oikea salasana salasanatiedostoon; sitä kokeillaan heti. Samaa salasanaa kokeillaan vain viiden minuutin välein, jotta tunnus ei lukitu.',
  },
  'codec-untrusted': {
    what: 'Videolaite ei pysty todistamaan, että se on oikea laite',
    advice:
      'Vertaa viestin sormenjälkeä laitteen näyttämään ja kirjoita se asetustiedostoon, tai tarkista varmentajan tiedosto.',
  },
  'codec-calls-hidden': {
    what: 'Videolaite ei kerro puheluistaan tälle käyttäjälle',
    advice: 'Anna käyttäjälle rooli User videolaitteen asetuksissa.',
  },
  'codec-garbage': {
    what: 'Videolaitteen viesteissä ei ole järkeä',
    advice: 'Tarkista, että osoitteessa on Cisco RoomOS- tai CE-laite. Jos on, käynnistä se uudelleen.',
  },
  'codec-password-missing': {
    what: 'Videolaitteen salasanatiedostoa ei voi lukea',
    advice: 'Lisää tiedosto viestissä mainittuun paikkaan ja anna ohjelmalle oikeus lukea se.',
  },
  'ring-reports-missing': {
    what: 'Soitoista ilmoittava ohjelma on vaiti',
    advice:
      'Tarkista, että ohjelma on käynnissä ja saa yhteyden tähän laitteeseen. Sen on ilmoittauduttava sovitussa ajassa.',
  },
  'satellite-lost': {
    what: 'Yhteys satelliittiin on katkennut',
    advice:
      'Tarkista, että satelliitissa on virta ja verkkoyhteys ja että viestipalvelin toimii. Yhteys palaa itsestään.',
  },
  'satellite-twice': {
    what: 'Kaksi pisteen laitetta käyttää saman satelliitin nimeä ja katkoo toistensa yhteyttä',
    advice: 'Anna kummallekin satelliitille oma nimi sen tiedoston kohdassa appliance.',
  },
  'satellite-device-missing': {
    what: 'Satelliitti ei tarjoa tätä laitetta',
    advice: 'Vertaa nimeä satelliitin tiedoston laitteisiin.',
  },
  'satellite-device-kind': {
    what: 'Satelliitti tarjoaa tällä nimellä toisenlaista laitetta',
    advice: 'Vertaa tämän laitteen ajuria satelliitin tiedoston laitteeseen.',
  },
  'satellite-broker-missing': {
    what: 'Pisteellä on satelliitti mutta ei viestipalvelinta',
    advice: 'Kerro asetustiedoston kohdassa mqtt, missä pisteen viestipalvelin on.',
  },
} as const satisfies Record<string, Advice>;
