import type { Advice } from '../advice';

/** Neighbours, calendars, certificates. */
export const serversFi = {
  'neighbour-unreachable': {
    what: 'Naapurijärjestelmän palvelimeen ei saada yhteyttä',
    advice:
      'Tarkista verkko, osoite ja portti. Mitään ei katoa: odottavat tiedot lähetetään, kun palvelin vastaa.',
  },
  'neighbour-untrusted': {
    what: 'Naapurijärjestelmän palvelin ei pysty todistamaan, kuka se on',
    advice: 'Tarkista laitteen kello, asetustiedoston kohta "ca" ja lopuksi palvelimen varmenne.',
  },
  'neighbour-silent': {
    what: 'Naapurijärjestelmän palvelin ei vastaa ajoissa',
    advice: 'Tarkista verkko ja palvelin. Mitään ei katoa: odottavat tiedot lähetetään, kun palvelin vastaa.',
  },
  'neighbour-refused': {
    what: 'Naapurijärjestelmä ei ota vastaan laitteen lähettämää tai ei anna pyydettyä',
    advice: 'Vastauksen tilakoodi on lokissa. Tarkista osoite ja tunniste palvelimen ylläpitäjän kanssa.',
  },
  'neighbour-too-long': {
    what: 'Naapurijärjestelmä lähettää enemmän kuin laite lukee',
    advice: 'Tarkista osoite. Jos se on oikea, pyydä lyhyempi luettelo.',
  },
  'neighbour-left-out': {
    what: 'Osa naapurijärjestelmän tiedoista on jätetty pois',
    advice: 'Loki kertoo, kuinka paljon ja miksi. Pyydä korjaamaan tiedot siellä.',
  },
  'neighbour-form': {
    what: 'Naapurijärjestelmän tiedot eivät ole oikeassa muodossa',
    advice:
      'Pyydä tiedot siinä muodossa, jonka naapurijärjestelmien ohje kuvaa. Aiemmin luettu pysyy voimassa.',
  },
  'calendar-not-ical': {
    what: 'Luettu tieto ei ole iCalendar-tiedosto',
    advice: 'Avaa osoite selaimessa: siellä voi olla kirjautumissivu. Käytä kalenterin omaa osoitetta.',
  },
  'calendar-cut-short': {
    what: 'Kalenteri päättyy kesken',
    advice:
      'Yhdestä kerrasta ei tarvitse välittää. Jos tilanne jatkuu, tarkista ajanvarausjärjestelmä. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-form': {
    what: 'Kalenterin osat ovat väärässä järjestyksessä',
    advice:
      'Pyydä, että ajanvarausjärjestelmä tuottaa kalenterin standardin RFC 5545 mukaan. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-too-large': {
    what: 'Kalenteri on suurempi kuin laite lukee',
    advice: 'Jätä menneet vuodet pois ajanvarausjärjestelmässä. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-missing': {
    what: 'Kalenterin tiedostoa ei ole',
    advice:
      'Tarkista polku asetustiedostosta ja se, mikä tiedoston kirjoittaa. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-unreadable': {
    what: 'Kalenterin tiedostoa ei voi lukea',
    advice: 'Tarkista tiedoston ja sen hakemiston oikeudet. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-unreachable': {
    what: 'Kalenterin palvelimeen ei saada yhteyttä',
    advice: 'Tarkista verkko, osoite ja portti. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-untrusted': {
    what: 'Kalenterin palvelin ei pysty todistamaan, kuka se on',
    advice: 'Tarkista laitteen kello ja sitten palvelimen varmenne. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-silent': {
    what: 'Kalenterin palvelin ei vastaa ajoissa',
    advice: 'Tarkista verkko ja palvelin. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-refused': {
    what: 'Palvelin ei anna kalenteria',
    advice: 'Tarkista osoite; se on voitu poistaa käytöstä tai vaihtaa. Viimeisin luettelo pysyy voimassa.',
  },
  'calendar-old': {
    what: 'Kalenteria ei ole luettu vähään aikaan',
    advice: 'Varaukset ovat voineet muuttua. Katso syy kalenterin muista koodeista.',
  },
  'calendar-left-out': {
    what: 'Osa kalenterin tapahtumista ei kelpaa varauksiksi',
    advice:
      'Loki kertoo, kuinka moni ja miksi: toistuva tapahtuma, epäselvä aika tai aikavyöhyke tai UID, joka ei ole varauskoodi.',
  },
  'bookings-too-many': {
    what: 'Varauksia on enemmän kuin laitteeseen mahtuu',
    advice: 'Pidä kalenterissa vain tämän pisteen varaukset tai lue varaukset lyhyemmältä ajalta eteenpäin.',
  },
  'bookings-unsteady': {
    what: 'Varaukset ovat muuttuneet tänään useammin kuin voi olla totta',
    advice:
      'Pyydä, että ajanvarausjärjestelmä pitää tapahtuman UID-tunnuksen samana. Viimeisin luettelo pysyy voimassa huomiseen.',
  },
  'tls-not-pem': {
    what: 'Tiedostossa ei ole oikeaa PEM-sisältöä',
    advice:
      'Nimeä oikea tiedosto. "openssl x509 -inform der -in FILE -out FILE.pem" muuntaa binäärisen tiedoston.',
  },
  'tls-key-exposed': {
    what: 'Yksityinen avain on muiden luettavissa',
    advice:
      'Anna lukuoikeus vain palvelun käyttäjälle: chown ja chmod 600. Vaihda sen jälkeen avain, sillä se on voinut paljastua.',
  },
  'tls-key-locked': {
    what: 'Yksityinen avain on lukittu salasanalla',
    advice:
      'Kukaan ei ole paikalla kirjoittamassa salasanaa: käytä avainta, jossa sitä ei ole ja jonka vain palvelu voi lukea.',
  },
  'tls-key-mismatch': {
    what: 'Avain ja varmenne eivät kuulu yhteen',
    advice: 'Nimeä avain, jolle varmenne on tehty, tai hanki tälle avaimelle varmenne.',
  },
  'tls-unusable': {
    what: 'TLS ei hyväksy varmennetta tai sen avainta',
    advice: 'Hanki uusi: P-256-käyrän EC-avain tai vähintään 2048-bittinen RSA-avain, allekirjoitus SHA-256.',
  },
  'tls-expired': {
    what: 'Varmenteen voimassaolo on päättynyt',
    advice: 'Tarkista laitteen kello ja hanki uusi varmenne.',
  },
  'tls-expires-soon': {
    what: 'Varmenteen voimassaolo päättyy pian',
    advice:
      'Vaihda varmenne uuteen ennen päättymispäivää. Laite lukee uuden tiedoston, kun se seuraavan kerran muodostaa yhteyden.',
  },
  'tls-not-yet-valid': {
    what: 'Varmenteen voimassaolo ei ole vielä alkanut',
    advice: 'Tarkista laitteen kello: se on todennäköisesti jäljessä.',
  },
} as const satisfies Record<string, Advice>;
