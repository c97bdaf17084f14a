import type { Advice } from '../advice';

/** The box itself. */
export const boxFi = {
  'box-hot': {
    what: 'Laite on liian kuuma',
    advice:
      'Puhdista ilma-aukot ja tuuletin ja siirrä laite pois auringosta ja muiden lämpimien laitteiden läheltä.',
  },
  'box-under-voltage': {
    what: 'Laitteen virtalähde on liian heikko',
    advice:
      'Käytä laitteen omaa virtalähdettä ja lyhyttä, paksua kaapelia. Syötä ohjainkorteille ja tulostimille virta erikseen.',
  },
  'box-throttled': {
    what: 'Laite hidastaa itseään kuumuuden tai heikon virransyötön takia',
    advice:
      'Korjaa kuumuuden tai virransyötön syy, jonka muut varoitukset kertovat. Asiakkaat voivat joutua odottamaan numeroaan.',
  },
  'disk-full': {
    what: 'Laitteen levy on täynnä',
    advice:
      'Poista levyltä ylimääräinen tai vaihda suurempi muistikortti. Vuoronumeroita ei voi antaa ennen kuin tilaa on.',
  },
  'disk-low': {
    what: 'Laitteen levy on melkein täynnä',
    advice: 'Poista levyltä ylimääräinen tai varaudu suurempaan muistikorttiin.',
  },
  'disk-worn': {
    what: 'Laitteen flash-muisti on käyttöikänsä lopussa',
    advice: 'Varaudu vaihtamaan laite muutaman viikon kuluessa varalaitteeseen.',
  },
  'memory-low': {
    what: 'Laitteen muisti on lähes lopussa',
    advice:
      'Pysäytä muut ohjelmat. Jos tilanne ei muutu, käynnistä laite uudelleen aukioloajan ulkopuolella.',
  },
  'program-large': {
    what: 'Ohjelma käyttää muistia enemmän kuin pitäisi',
    advice: 'Käynnistä laite uudelleen aukioloajan ulkopuolella ja ilmoita asiasta: näin ei pitäisi käydä.',
  },
  'link-unsteady': {
    what: 'Yhteys välittäjään katkeilee',
    advice:
      'Tutki pisteen verkkoa lokin kertomilta ajoilta: reititin, mobiilisignaali, kaapeli. Mitään ei sillä välin katoa.',
  },
  'link-slow': {
    what: 'Välittäjä vastaa laitteelle vasta sekuntien kuluttua',
    advice: 'Etsi, mikä muu täyttää pisteen yhteyden ulospäin. Kysy sitten välittäjän ylläpidolta.',
  },
  'clock-unsynced': {
    what: 'Mikään aikapalvelin ei pidä laitteen kelloa ajassa',
    advice:
      'Salli laitteelle yhteys aikapalvelimeen (NTP, UDP-portti 123). Siihen asti tapahtumiin merkitään, ettei kello ole varma.',
  },
  'program-slow': {
    what: 'Ohjelma vastaa hitaasti',
    advice:
      'Katso ensin laitteen muut varoitukset ja sitten muut ohjelmat. Jos niistä ei löydy syytä, ilmoita asiasta.',
  },
  'box-busy-long': { what: 'Laitteessa on käynnissä liikaa ohjelmia', advice: 'Pysäytä muita ohjelmia.' },
  'journal-unwritable': {
    what: 'Tapahtumapäiväkirjaan ei voi kirjoittaa',
    advice: 'Tarkista levyn vapaa tila ja kunto. Laite palvelee taas, kun kirjoittaminen onnistuu.',
  },
  'journal-damaged': {
    what: 'Tapahtumapäiväkirjaa ei voi lukea',
    advice: 'Säilytä tiedosto tukea varten ja käynnistä tyhjällä tilahakemistolla.',
  },
  'journal-newer': {
    what: 'Tapahtumapäiväkirjan on kirjoittanut uudempi versio',
    advice: 'Asenna uudempi versio takaisin. Tapahtumapäiväkirjaan ei ole koskettu.',
  },
  'state-dir-locked': {
    what: 'Toinen ohjelma käyttää tätä tilahakemistoa',
    advice: 'Pysäytä toinen ohjelma tai anna tälle oma hakemisto.',
  },
  'port-in-use': {
    what: 'Portti on toisen ohjelman käytössä',
    advice: 'Pysäytä toinen ohjelma tai valitse toinen portti.',
  },
  'port-forbidden': {
    what: 'Laite ei saa kuunnella tätä osoitetta ja porttia',
    advice: 'Valitse laitteen oma osoite ja portti, jonka numero on yli 1023.',
  },
  'internal-error': {
    what: 'Ohjelmassa on vika',
    advice: 'Ilmoita asiasta ja liitä loki mukaan. Laite jatkaa toimintaansa.',
  },
  'setting-invalid': {
    what: 'Ympäristön tai komentorivin asetus on virheellinen',
    advice: 'Vertaa luetteloon, jonka --help tulostaa.',
  },
  'part-hung': {
    what: 'Osa ohjelmasta on pysähtynyt',
    advice:
      'Toimenpiteitä ei tarvita: ohjelma käynnistetään uudelleen automaattisesti. Jos vika toistuu, ilmoita siitä ja liitä mukaan lokirivi.',
  },
  'box-start-failed': {
    what: 'Ohjelma päättyi monta kertaa peräkkäin ennen kuin se ehti palvella',
    advice: 'Etsi syy lokin viimeisiltä riveiltä, korjaa se ja anna komento "restart".',
  },
  'box-care': {
    what: 'Laite ei palvele ketään: se käynnistyi epäonnistumisten jälkeen vain etähuoltoa varten',
    advice: 'Katso syy laitteen tilan koodista, korjaa se ja anna komento "restart".',
  },
  'site-refused': {
    what: 'Pisteen asetustiedostossa on virheitä',
    advice: 'Korjaa virheet mainituissa kohdissa; "tiski check FILE" luettelee ne kaikki.',
  },
} as const satisfies Record<string, Advice>;
