import type { Advice } from '../advice';

/** Printers, lines and other devices. */
export const devicesFi = {
  'device-not-started': {
    what: 'Laite ei ole vastannut käynnistyksen jälkeen',
    advice: 'Odota muutama sekunti. Jos tilanne ei muutu, tarkista laitteen virta ja kaapeli.',
  },
  'device-unsteady': {
    what: 'Laitteen yhteys pätkii',
    advice:
      'Etsi löysä liitin, kulunut kaapeli tai heikko virtalähde. Laite näytetään viallisena, kunnes se on toiminut vakaasti jonkin aikaa.',
  },
  'driver-unknown': {
    what: 'Tällaista ajuria ei ole',
    advice: 'Valitse jokin viestissä mainituista ajureista.',
  },
  'printer-unreachable': {
    what: 'Tulostimeen ei saada yhteyttä',
    advice:
      'Tarkista, että tulostin on päällä ja verkkokaapeli kiinni. Vertaa osoitetta pisteen asetustiedostoon.',
  },
  'printer-silent': {
    what: 'Tulostin ottaa tiedot vastaan mutta ei vastaa',
    advice:
      'Tarkista kaapeli. Jotkin tulostimet eivät vastaa koskaan: silloin vuorolappuja ei voida vahvistaa tulostuneiksi.',
  },
  'printer-paper-out': { what: 'Tulostimen paperi on lopussa', advice: 'Vaihda uusi rulla ja sulje kansi.' },
  'printer-paper-low': { what: 'Paperirulla on loppumassa', advice: 'Varaa uusi rulla valmiiksi.' },
  'printer-cutter-worn': {
    what: 'Tulostimen leikkuri on käyttöikänsä lopussa',
    advice:
      'Tilaa uusi leikkuri tai tulostin: vanha voi juuttua milloin tahansa. Korjaa vaihdon jälkeen käyttöikä asetustiedostoon.',
  },
  'printer-head-worn': {
    what: 'Tulostimen tulostuspää on käyttöikänsä lopussa',
    advice:
      'Katso, onko vuorolapussa haaleita tai puuttuvia pystyraitoja, ja tilaa uusi tulostuspää tai tulostin.',
  },
  'printer-cover-open': { what: 'Tulostimen kansi on auki', advice: 'Sulje kansi niin, että se napsahtaa.' },
  'printer-cutter-jam': {
    what: 'Tulostimen leikkuri on jumissa',
    advice: 'Katkaise tulostimesta virta, poista tukos ja kytke virta takaisin.',
  },
  'printer-offline': {
    what: 'Tulostin ilmoittaa, ettei se ole valmis',
    advice: 'Katso tulostimen merkkivaloja, paina kerran syöttöpainiketta ja katkaise virta hetkeksi.',
  },
  'printer-error': {
    what: 'Tulostimessa on vika, josta se ei selviä itse',
    advice: 'Katkaise tulostimesta virta hetkeksi. Jos vika palaa, toimita tulostin huoltoon.',
  },
  'printer-garbage': {
    what: 'Tulostimen vastauksissa ei ole järkeä',
    advice: 'Tarkista, että osoitteessa on ESC/POS-tulostin eikä välissä ole muita laitteita.',
  },
  'printer-unplugged': {
    what: 'Tulostin ei ole kytkettynä',
    advice:
      'Kytke kaapeli ja virta; tulostin otetaan käyttöön itsestään. Komennot "lsusb" ja "ls -l /dev/serial/by-id" näyttävät kytketyt laitteet.',
  },
  'printer-port-unstable': {
    what: 'Tulostin on nimetty laitenimellä, joka vaihtuu kytkettäessä',
    advice:
      'Käytä muotoa usb:VENDOR:PRODUCT tai usb:VENDOR:PRODUCT:SERIAL, jonka "lsusb -v" näyttää, tai linkkiä hakemistossa /dev/serial/by-id.',
  },
  'printer-port-ambiguous': {
    what: 'Tulostimen USB-tunnukset sopivat useaan laitteeseen',
    advice: 'Lisää sarjanumero (usb:VENDOR:PRODUCT:SERIAL) tai käytä udevin tekemää linkkiä.',
  },
  'printer-port-busy': {
    what: 'Tulostimen portti on toisen ohjelman käytössä',
    advice: 'Pysäytä toinen ohjelma: "fuser -v PORT" kertoo sen nimen. Usein syynä on CUPS tai ModemManager.',
  },
  'printer-port-forbidden': {
    what: 'Ohjelmalla ei ole oikeutta tulostimen porttiin',
    advice:
      'Lisää palvelun käyttäjä ryhmään lp (USB) tai dialout (sarjaportti) ja käynnistä palvelu uudelleen.',
  },
  'printer-port-wrong': {
    what: 'Tulostimen polussa ei ole laitetta',
    advice: 'Korjaa polku pisteen asetustiedostossa. Samanniminen tiedosto tai hakemisto voidaan poistaa.',
  },
  'printer-deviceless': {
    what: 'USB-tulostin on kytketty, mutta järjestelmä ei tarjoa sille laitetiedostoa',
    advice:
      'Suorita "sudo modprobe usblp". Jos CUPS on asennettu, se varaa tulostimen itselleen: "sudo systemctl disable --now cups".',
  },
  'button-stuck': {
    what: 'Painike on ollut pohjassa liian kauan',
    advice:
      'Vapauta painike. Jos se on ylhäällä, kosketin tai kaapeli on oikosulussa. Painike toimii taas, kun kosketin avautuu.',
  },
  'button-worn': {
    what: 'Painike on pian käytetty loppuun',
    advice: 'Tilaa uusi painike nyt ja vaihda se, kun painalluksia alkaa jäädä väliin tai tulla kahdesti.',
  },
  'contact-stuck': {
    what: 'Soittokosketin on ollut kiinni liian kauan',
    advice:
      'Tarkista soivan laitteen rele ja kaapeli oikosulun varalta. Kosketin toimii taas, kun se avautuu.',
  },
  'print-timeout': {
    what: 'Tulostin ei vahvistanut vuorolappua ajoissa',
    advice: 'Katso, tulostuiko vuorolappu. Vuoronumero on voimassa kummassakin tapauksessa.',
  },
  'print-interrupted': {
    what: 'Yhteys tulostimeen katkesi kesken vuorolapun lähettämisen',
    advice: 'Katso, tulostuiko vuorolappu. Vuoronumero on voimassa kummassakin tapauksessa.',
  },
  'print-restarted': {
    what: 'Laite käynnistyi uudelleen ennen kuin vuorolappu vahvistettiin',
    advice: 'Katso, tulostuiko vuorolappu. Vuoronumero on voimassa kummassakin tapauksessa.',
  },
  'print-too-late': {
    what: 'Tulostin ei ehtinyt valmiiksi ajoissa tätä vuorolappua varten',
    advice:
      'Toimenpiteitä ei tarvita: numero on voimassa ja se näytettiin. Vuorolappuja ei tulosteta jälkikäteen.',
  },
  'gpio-absent': {
    what: 'Tässä koneessa ei ole GPIO-linjoja',
    advice:
      'Tarkista, että kone on oikea, että sen ytimessä on GPIO-merkkilaite ja että USB-sovitin on kytketty.',
  },
  'gpio-chip-missing': {
    what: 'Tämän nimistä GPIO-piiriä ei ole',
    advice: 'Käytä jonkin viestissä mainitun piirin nimeä. Jos piiri on sovittimessa, kytke sovitin.',
  },
  'gpio-chip-ambiguous': {
    what: 'Samanniminen GPIO-piiri tai -linja löytyy useammasta paikasta',
    advice: 'Irrota toinen sovittimista tai nimeä linja niin, että se löytyy vain kerran.',
  },
  'gpio-line-missing': {
    what: 'GPIO-piirissä ei ole tällaista linjaa',
    advice: 'Käytä numeroa viestissä mainitulta väliltä tai linjan nimeä.',
  },
  'gpio-line-busy': {
    what: 'GPIO-linja on muussa käytössä',
    advice:
      'Pysäytä viestissä mainittu ohjelma tai ajuri tai käytä toista linjaa. Linjaa yritetään ottaa uudelleen automaattisesti.',
  },
  'gpio-forbidden': {
    what: 'Ohjelmalla ei ole oikeutta GPIO-linjoihin',
    advice: 'Lisää ohjelman käyttäjä viestissä mainittuun ryhmään ja käynnistä ohjelma uudelleen.',
  },
  'gpio-line-refused': {
    what: 'Ydin ei hyväksy GPIO-linjan asetuksia',
    advice:
      'Kokeile ilman ylös- tai alasvetoa ja värähtelysuodatusta. Jotkin linjat ovat vain tuloja tai vain lähtöjä.',
  },
  'gpio-line-lost': {
    what: 'GPIO-linja katosi kesken käytön',
    advice: 'Kytke sovitin uudelleen; linja palaa käyttöön itsestään.',
  },
  'gpio-unsupported': {
    what: 'Tämä GPIO-rajapinta ei pysty siihen, mitä asetustiedosto vaatii',
    advice: 'Käytä merkkilaitetta tai poista viestissä mainittu asetus.',
  },
  'gpio-native-missing': {
    what: 'GPIO-linjoihin tarvittava käännetty osa puuttuu',
    advice: 'Suorita "npm ci"; sysfs-linjoja varten myös "npm run native".',
  },
} as const satisfies Record<string, Advice>;
