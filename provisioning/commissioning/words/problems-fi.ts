import type { ProblemCode, ProblemWords } from './problem-words';

export const problemsFi: Readonly<Record<ProblemCode, ProblemWords>> = {
  'setup-no-link': {
    what: 'Verkkokaapelia ei ole kytketty, tai sen toisessa päässä ei vastaa mikään',
    advice:
      'Työnnä kaapeli molemmista päistä pohjaan, kunnes se naksahtaa. Jos laitteen verkkoliittimessä ei pala valoa, pyydä kunnan tietohallintoa kytkemään tämä seinärasia.',
  },
  'setup-no-address': {
    what: 'Verkko ei anna laitteelle osoitetta',
    advice:
      'Pyydä kunnan tietohallintoa päästämään laite verkkoon: se tarvitsee DHCP-osoitteen ohjeessa olevalle MAC-osoitteelle.',
  },
  'setup-no-dns': {
    what: 'Verkko ei tunne palvelun nimeä',
    advice: 'Pyydä kunnan tietohallinnolta nimipalvelin (DNS), joka tuntee ohjeessa olevan nimen.',
  },
  'setup-region-closed': {
    what: 'Alueen palveluun ei saada yhteyttä',
    advice: 'Pyydä kunnan tietohallintoa avaamaan palomuurista yhteydet ulos ohjeessa olevaan osoitteeseen.',
  },
  'setup-proxy': {
    what: 'Laitteen ja alueen palvelun välissä on jotain: välityspalvelin tai kirjautumissivu',
    advice:
      'Pyydä kunnan tietohallintoa päästämään yhteydet ohjeessa olevaan osoitteeseen läpi avaamatta: ilman välityspalvelinta, kirjautumissivua ja TLS:n tarkastusta.',
  },
  'setup-clock-wrong': {
    what: 'Laitteen kello on väärässä',
    advice:
      'Pyydä kunnan tietohallintoa sallimaan aikapalvelimet (NTP, UDP-portti 123) tai kertomaan omansa DHCP:llä. Voit jatkaa: laite asettaa kellonsa, kun voi.',
  },
  'setup-broker-closed': {
    what: 'Palvelimeen, joka ottaa vastaan laitteen raportit, ei saada yhteyttä',
    advice:
      'Pyydä kunnan tietohallintoa avaamaan palomuurista yhteydet ulos siihen. Voit jatkaa: laite palvelee asiakkaita ilman sitä.',
  },
  'setup-code-wrong': {
    what: 'Tämä ei ole uusimman lipukkeen koodi',
    advice: 'Kirjoita sen lipukkeen koodi, joka tuli tulostimesta viimeksi.',
  },
  'setup-code-limited': {
    what: 'Liian monta väärää koodia',
    advice: 'Odota minuutti ja kirjoita sitten uusimman lipukkeen koodi.',
  },
  'setup-busy': {
    what: 'Toinen puhelin ottaa laitetta käyttöön',
    advice:
      'Jatka sillä puhelimella. Jos sitä ei ole, odota neljännestunti koskematta siihen tai ota laitteesta virta hetkeksi pois.',
  },
  'setup-abandoned': {
    what: 'Kukaan ei jatkanut neljännestuntiin, joten laite aloitti alusta',
    advice: 'Vain aikaa meni hukkaan: aloita lipukkeen koodilla. Samaa tunnusta voi käyttää uudelleen.',
  },
  'setup-claim-used': {
    what: 'Toinen laite on käyttänyt tämän tunnuksen',
    advice: 'Pyydä alueelta uusi tunnus. Jos se et ollut sinä, kerro siitä: joku muu on voinut käyttää sen.',
  },
  'setup-claim-ended': {
    what: 'Tunnus on liian vanha',
    advice: 'Pyydä alueelta uusi tunnus ja lue heille laitteen sormenjälki lipukkeesta.',
  },
  'setup-claim-other-region': {
    what: 'Tunnus on toiselta alueelta kuin se, joka vastaa',
    advice: 'Vertaa sivulla olevaa alueen osoitetta tunnuksen osoitteeseen tai pyydä tämän alueen tunnus.',
  },
  'setup-region-unknown': {
    what: 'Alueen osoite puuttuu',
    advice: 'Ota kuva tunnuksesta, siinä on osoite, tai kirjoita osoite, joka on tunnuksen vieressä.',
  },
  'setup-site-missing': {
    what: 'Alueella ei ole vielä tämän palvelupisteen tiedostoa',
    advice: 'Pyydä aluetta lisäämään se ja yritä uudelleen, tai valitse tiedosto puhelimesta.',
  },
  'setup-site-refused': {
    what: 'Pistetiedostoa ei voi käyttää',
    advice: 'Lähetä alla oleva luettelo tiedoston tekijälle. Laite ei ole muuttunut.',
  },
  'setup-site-other': {
    what: 'Pistetiedosto on toista laitetta varten',
    advice: 'Valitse tämän laitteen tiedosto: piste ja nimi ovat tunnuksessa.',
  },
  'setup-button-taken': {
    what: 'Tällä painikkeella on jo toinen tehtävä',
    advice: 'Paina toista painiketta. Jos haluat muuttaa ensimmäistä, valitse sen vierestä ”Uudelleen”.',
  },
  'setup-button-unheard': {
    what: 'Minuutin aikana ei tullut painallusta',
    advice: 'Tarkista painikkeen liitin ja että sen kortissa palaa valo, valitse ”Uudelleen” ja paina.',
  },
  'setup-report-unsent': {
    what: 'Hyväksyntäraportti ei ole vielä palvelimella',
    advice: 'Ei mitään: laite säilyttää raportin ja lähettää sen itse heti, kun palvelin vastaa.',
  },
  'setup-no-printer': {
    what: 'Vuoronumerotulostinta ei löytynyt',
    advice: 'Kytke tulostimeen virta ja kaapeli. Kaapeli menee laitteen USB-liittimeen.',
  },
  'claim-mistyped': {
    what: 'Tämä ei ole tunnus: jokin merkki puuttuu tai on väärin',
    advice: 'Vertaa merkki merkiltä siihen, minkä alue antoi, tai ota siitä kuva.',
  },
  'claim-refused': {
    what: 'Alue ei hyväksy tunnusta',
    advice: 'Se on käytetty, vanhentunut tai toista laitetta varten: pyydä alueelta uusi.',
  },
  'region-unreachable': {
    what: 'Alue ei vastaa',
    advice: 'Tarkista kaapeli ja osoite; palomuurin pitää päästää laite alueen palveluun.',
  },
  'region-untrusted': {
    what: 'Se, joka vastaa, ei ole todistettavasti alue',
    advice: 'Tarkista osoite ja kello. Joku voi kuunnella välissä: jatka vain palvelupisteen verkosta.',
  },
  'region-waits': {
    what: 'Alue odottaa, että joku siellä vahvistaa laitteen',
    advice: 'Lue heille laitteen sormenjälki; tämä jatkuu itsestään, kun he ovat vahvistaneet sen.',
  },
  'region-busy': {
    what: 'Alue pyytää yrittämään myöhemmin',
    advice: 'Odota minuutti ja yritä uudelleen.',
  },
  'region-refuses': {
    what: 'Alue ei ota vastaan tätä laitetta',
    advice: 'Kysy alueelta, onko laite poistettu käytöstä; jos sen pitää palata, he antavat uuden tunnuksen.',
  },
  'region-failed': {
    what: 'Alueella on oma vika',
    advice: 'Yritä hetken päästä uudelleen. Kerro alueelle, jos se jatkuu.',
  },
  'est-answer-broken': {
    what: 'Alueen vastaus ei ole sellainen kuin pitää',
    advice: 'Tarkista, että osoite on alueen eikä välissä ole kirjautumissivua; kerro alueelle.',
  },
  'takeover-absent': {
    what: 'Alueella ei ole mitään siitä laitteesta, jonka tämä korvaa',
    advice:
      'Käytä vanhan laitteen muistikorttia: ”tiski provision swap --from KANSIO”. Ilman sitä laite alkaa tyhjällä jonolla ja uudella pistetiedostolla.',
  },
  'takeover-damaged': {
    what: 'Vanhan laitteen jättämiä tietoja ei voi lukea',
    advice:
      'Käytä vanhan laitteen muistikorttia: ”tiski provision swap --from KANSIO”. Ilman sitä laite alkaa tyhjällä jonolla ja uudella pistetiedostolla. Laitteessa ei muutettu mitään.',
  },
  'takeover-foreign': {
    what: 'Nämä tiedot on jättänyt toinen laite kuin se, jonka tämä korvaa',
    advice: 'Vertaa paikan nimeä tunnukseen; pyydä alueelta oikean paikan tunnus.',
  },
  'identity-damaged': {
    what: 'Laitteen avainta ei voi lukea',
    advice: 'Ota yhteys tukeen: laite on palautettava tehtaan tilaan.',
  },
};
