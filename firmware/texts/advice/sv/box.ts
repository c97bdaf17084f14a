import type { Advice } from '../advice';

/** The box itself. */
export const boxSv = {
  'box-hot': {
    what: 'Boxen är för varm',
    advice:
      'Rengör luftspringorna och fläkten och flytta boxen ur solen och bort från andra varma apparater.',
  },
  'box-under-voltage': {
    what: 'Boxens strömkälla är för svag',
    advice: 'Använd boxens egen strömkälla och en kort, grov kabel. Ge styrkort och skrivare ström separat.',
  },
  'box-throttled': {
    what: 'Boxen saktar ner på grund av värme eller svag strömmatning',
    advice:
      'Åtgärda värmen eller strömmatningen: de andra varningarna visar vilket det är. Kunderna kan få vänta på sitt nummer.',
  },
  'disk-full': {
    what: 'Boxens disk är full',
    advice:
      'Ta bort det som inte hör dit eller byt till ett större minneskort. Inga könummer kan ges förrän det finns plats.',
  },
  'disk-low': {
    what: 'Boxens disk är nästan full',
    advice: 'Ta bort det som inte hör dit eller planera för ett större minneskort.',
  },
  'disk-worn': {
    what: 'Boxens flashminne närmar sig slutet av sin livslängd',
    advice: 'Planera att byta boxen mot en reservbox inom några veckor.',
  },
  'memory-low': {
    what: 'Boxen har knappt något minne kvar',
    advice: 'Stoppa andra program. Om läget inte ändras, starta om boxen utanför öppettiden.',
  },
  'program-large': {
    what: 'Programmet använder mer minne än det borde',
    advice: 'Starta om det utanför öppettiden och anmäl saken: detta borde inte hända.',
  },
  'link-unsteady': {
    what: 'Förbindelsen till meddelandeförmedlaren bryts gång på gång',
    advice:
      'Undersök platsens nät vid de tider som står i loggen: router, mobilsignal, kabel. Inget går förlorat under tiden.',
  },
  'link-slow': {
    what: 'Meddelandeförmedlaren svarar boxen först efter sekunder',
    advice:
      'Ta reda på vad annat som fyller platsens förbindelse utåt. Fråga sedan dem som sköter förmedlaren.',
  },
  'clock-unsynced': {
    what: 'Ingen tidsserver ställer boxens klocka',
    advice:
      'Låt boxen nå en tidsserver (NTP, UDP-port 123). Tills dess märks händelserna med att klockan är osäker.',
  },
  'program-slow': {
    what: 'Programmet svarar långsamt',
    advice:
      'Se först på boxens andra varningar och sedan på andra program. Anmäl saken om orsaken inte finns där.',
  },
  'box-busy-long': { what: 'Fler program körs på boxen än den klarar av', advice: 'Stoppa andra program.' },
  'journal-unwritable': {
    what: 'Det går inte att skriva i händelsejournalen',
    advice: 'Kontrollera diskens lediga utrymme och skick. Boxen betjänar igen när det går att skriva.',
  },
  'journal-damaged': {
    what: 'Händelsejournalen kan inte läsas',
    advice: 'Spara filen för supporten och starta sedan med en tom tillståndsmapp.',
  },
  'journal-newer': {
    what: 'Händelsejournalen är skriven av en nyare version',
    advice: 'Installera den nyare versionen igen. Händelsejournalen har inte rörts.',
  },
  'state-dir-locked': {
    what: 'Ett annat program använder den här tillståndsmappen',
    advice: 'Stoppa det andra programmet eller ge det här en egen mapp.',
  },
  'port-in-use': {
    what: 'Porten används av ett annat program',
    advice: 'Stoppa det andra programmet eller välj en annan port.',
  },
  'port-forbidden': {
    what: 'Boxen får inte lyssna på den här adressen och porten',
    advice: 'Välj en adress som boxen har och en port över 1023.',
  },
  'internal-error': {
    what: 'Det är ett fel i programmet',
    advice: 'Anmäl felet och bifoga loggen. Boxen fortsätter att fungera.',
  },
  'setting-invalid': {
    what: 'En inställning i miljön eller på kommandoraden är felaktig',
    advice: 'Jämför med listan som --help skriver ut.',
  },
  'part-hung': {
    what: 'En del av programmet står stilla',
    advice:
      'Inget behöver göras: programmet startas om automatiskt. Om det händer igen, anmäl det och bifoga raden ur loggen.',
  },
  'box-start-failed': {
    what: 'Programmet avslutades flera gånger i rad innan det hann betjäna någon',
    advice: 'Sök orsaken på loggens sista rader, åtgärda den och ge kommandot "restart".',
  },
  'box-care': {
    what: 'Boxen betjänar ingen: efter misslyckade starter kom den upp enbart för fjärrservice',
    advice: 'Se orsaken i koden för boxens tillstånd, åtgärda den och ge kommandot "restart".',
  },
  'site-refused': {
    what: 'Det finns fel i platsens inställningsfil',
    advice: 'Rätta varje fel på det angivna stället; "tiski check FILE" räknar upp alla.',
  },
} as const satisfies Record<string, Advice>;
