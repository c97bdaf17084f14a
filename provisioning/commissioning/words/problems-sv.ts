import type { ProblemCode, ProblemWords } from './problem-words';

export const problemsSv: Readonly<Record<ProblemCode, ProblemWords>> = {
  'setup-no-link': {
    what: 'Ingen nätverkskabel är ansluten, eller ingenting svarar i dess andra ände',
    advice:
      'Tryck in kabeln i båda ändarna tills den klickar. Om inget ljus tänds vid enhetens uttag, be kommunens IT koppla in det här vägguttaget.',
  },
  'setup-no-address': {
    what: 'Nätverket ger enheten ingen adress',
    advice:
      'Be kommunens IT släppa in enheten: den behöver en adress med DHCP för MAC-adressen på nätverksbladet.',
  },
  'setup-no-dns': {
    what: 'Nätverket känner inte till tjänstens namn',
    advice: 'Be kommunens IT om en namnserver (DNS) som känner till namnet på nätverksbladet.',
  },
  'setup-region-closed': {
    what: 'Regionens tjänst nås inte',
    advice: 'Be kommunens IT öppna brandväggen för utgående förbindelser till adressen på nätverksbladet.',
  },
  'setup-proxy': {
    what: 'Något står mellan enheten och regionens tjänst: en proxy eller en inloggningssida',
    advice:
      'Be kommunens IT släppa igenom förbindelser till adressen på nätverksbladet oöppnade: utan proxy, inloggningssida eller granskning av TLS.',
  },
  'setup-clock-wrong': {
    what: 'Enhetens klocka går fel',
    advice:
      'Be kommunens IT tillåta tidsservrar (NTP, UDP-port 123) eller ange sin egen med DHCP. Du kan fortsätta: enheten ställer klockan när den kan.',
  },
  'setup-broker-closed': {
    what: 'Servern som tar emot enhetens rapporter nås inte',
    advice:
      'Be kommunens IT öppna brandväggen för utgående förbindelser till den. Du kan fortsätta: enheten betjänar kunder utan den.',
  },
  'setup-code-wrong': {
    what: 'Det här är inte koden på den senaste lappen',
    advice: 'Skriv koden från lappen som kom ur skrivaren sist.',
  },
  'setup-code-limited': {
    what: 'För många felaktiga koder',
    advice: 'Vänta en minut och skriv sedan koden från den senaste lappen.',
  },
  'setup-busy': {
    what: 'En annan telefon tar enheten i bruk',
    advice:
      'Fortsätt med den telefonen. Om den är borta, vänta en kvart utan att röra den eller ta strömmen från enheten ett ögonblick.',
  },
  'setup-abandoned': {
    what: 'Ingen fortsatte på en kvart, så enheten började om',
    advice: 'Bara tid gick förlorad: börja med lappens kod. Samma anspråk kan användas igen.',
  },
  'setup-claim-used': {
    what: 'En annan enhet har använt anspråket',
    advice:
      'Be regionen om ett nytt anspråk. Om det inte var du, berätta det: någon annan kan ha använt det.',
  },
  'setup-claim-ended': {
    what: 'Anspråket är för gammalt',
    advice: 'Be regionen om ett nytt anspråk och läs upp enhetens fingeravtryck från lappen.',
  },
  'setup-claim-other-region': {
    what: 'Anspråket är från en annan region än den som svarar',
    advice:
      'Jämför regionens adress på sidan med den på anspråket, eller be om ett anspråk från den här regionen.',
  },
  'setup-region-unknown': {
    what: 'Regionens adress saknas',
    advice:
      'Ta en bild av anspråket, den innehåller adressen, eller skriv adressen som står bredvid anspråket.',
  },
  'setup-site-missing': {
    what: 'Regionen har ännu ingen fil för servicepunkten',
    advice: 'Be regionen lägga dit den och försök igen, eller välj en fil från telefonen.',
  },
  'setup-site-refused': {
    what: 'Platsfilen kan inte användas',
    advice: 'Skicka listan nedan till den som skrev filen. Enheten har inte ändrats.',
  },
  'setup-site-other': {
    what: 'Platsfilen är för en annan enhet',
    advice: 'Välj filen för den här enheten: plats och namn står på anspråket.',
  },
  'setup-button-taken': {
    what: 'Knappen har redan en annan uppgift',
    advice: 'Tryck på en annan knapp. Vill du ändra den första, välj ”Igen” bredvid den.',
  },
  'setup-button-unheard': {
    what: 'Inget tryck hördes på en minut',
    advice: 'Kontrollera knappens kontakt och att dess kort lyser, välj ”Igen” och tryck på den.',
  },
  'setup-report-unsent': {
    what: 'Godkännanderapporten har inte nått servern ännu',
    advice: 'Ingenting: enheten sparar rapporten och skickar den själv så snart servern svarar.',
  },
  'setup-no-printer': {
    what: 'Ingen könummerskrivare hittades',
    advice: 'Slå på skrivaren och anslut den. Kabeln går i ett USB-uttag på enheten.',
  },
  'claim-mistyped': {
    what: 'Det här är inget anspråk: ett tecken saknas eller är fel',
    advice: 'Jämför tecken för tecken med det som regionen gav, eller ta en bild av det.',
  },
  'claim-refused': {
    what: 'Regionen godtar inte anspråket',
    advice: 'Det är använt, för gammalt eller för en annan enhet: be regionen om ett nytt.',
  },
  'region-unreachable': {
    what: 'Regionen svarar inte',
    advice: 'Kontrollera kabeln och adressen; brandväggen måste släppa enheten till regionens tjänst.',
  },
  'region-untrusted': {
    what: 'Det är inte bevisat att den som svarar är regionen',
    advice:
      'Kontrollera adress och klocka. Någon kan lyssna emellan: fortsätt bara från servicepunktens nätverk.',
  },
  'region-waits': {
    what: 'Regionen väntar på att någon där bekräftar enheten',
    advice: 'Läs upp enhetens fingeravtryck för dem; det fortsätter av sig själv när de har bekräftat det.',
  },
  'region-busy': {
    what: 'Regionen ber dig försöka senare',
    advice: 'Vänta en minut och försök igen.',
  },
  'region-refuses': {
    what: 'Regionen tar inte emot enheten',
    advice: 'Fråga regionen om enheten är återkallad; om den ska komma tillbaka ger de ett nytt anspråk.',
  },
  'region-failed': {
    what: 'Regionen har ett eget fel',
    advice: 'Försök igen om en stund. Berätta för regionen om det fortsätter.',
  },
  'est-answer-broken': {
    what: 'Regionens svar är inte som det ska',
    advice:
      'Kontrollera att adressen är regionens och att ingen inloggningssida står emellan; berätta för regionen.',
  },
  'takeover-absent': {
    what: 'Regionen har ingenting från den enhet som den här ersätter',
    advice:
      'Använd den gamla enhetens minneskort: ”tiski provision swap --from MAPP”. Utan det börjar enheten med tom kö och ny platsfil.',
  },
  'takeover-damaged': {
    what: 'Det som den gamla enheten har lämnat går inte att läsa',
    advice:
      'Använd den gamla enhetens minneskort: ”tiski provision swap --from MAPP”. Utan det börjar enheten med tom kö och ny platsfil. Ingenting ändrades på enheten.',
  },
  'takeover-foreign': {
    what: 'Det här har lämnats av en annan enhet än den som ersätts',
    advice: 'Jämför platsens namn med anspråket; be regionen om ett anspråk för rätt plats.',
  },
  'identity-damaged': {
    what: 'Enhetens nyckel kan inte läsas',
    advice: 'Kontakta supporten: enheten måste återställas till fabriksläge.',
  },
};
