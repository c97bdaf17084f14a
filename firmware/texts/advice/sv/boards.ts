import type { Advice } from '../advice';

/** Boards on USB that speak Firmata. */
export const boardsSv = {
  'board-absent': {
    what: 'Styrkortet är inte anslutet',
    advice:
      'Kontrollera USB-kabeln. "ls -l /dev/serial/by-id" visar vad som är anslutet; jämför med platsens inställningsfil.',
  },
  'board-lost': {
    what: 'Styrkortet kopplades loss eller dess port försvann',
    advice:
      'Anslut kortet igen; allt som sitter på det kommer tillbaka av sig självt. Byt kabel eller USB-hubb om felet återkommer.',
  },
  'board-port-unstable': {
    what: 'Styrkortet anges med ett enhetsnamn som ändras när något ansluts',
    advice:
      'Ange länken i /dev/serial/by-id, eller usb:VENDOR:PRODUCT:SERIAL som "ls -l /dev/serial/by-id" och "lsusb" visar.',
  },
  'board-port-ambiguous': {
    what: 'Flera styrkort stämmer med USB-numren',
    advice:
      'Lägg till serienumret (usb:VENDOR:PRODUCT:SERIAL) eller ange porten med länken i /dev/serial/by-path.',
  },
  'board-udev-missing': {
    what: 'USB-nummer kan inte slås upp utan udev',
    advice: 'Installera paketet udev eller ange kortet med länken i /dev/serial/by-id.',
  },
  'board-busy': {
    what: 'Ett annat program använder styrkortets port',
    advice: 'Stoppa det andra programmet: "fuser -v PORT" visar vilket det är. Ofta är det ModemManager.',
  },
  'board-forbidden': {
    what: 'Programmet har inte rätt att öppna styrkortets port',
    advice: 'Lägg till tjänstens användare i gruppen dialout och starta om tjänsten.',
  },
  'board-port-failed': {
    what: 'Styrkortets port kan inte öppnas',
    advice: 'Se på tilläggsuppgifterna. Koppla loss kortet och anslut det igen.',
  },
  'board-silent': {
    what: 'Styrkortet svarar inte',
    advice:
      'Kortet startas om automatiskt. Om det fortfarande inte svarar, ladda StandardFirmata på det igen eller byt kortet.',
  },
  'board-starting': { what: 'Styrkortet är anslutet och startar', advice: 'Vänta några sekunder.' },
  'board-reset': {
    what: 'Styrkortet startade om av sig självt',
    advice:
      'Inget behöver göras: kortet är i bruk igen. Om det händer ofta är strömmatningen eller kabeln för svag.',
  },
  'board-garbage': {
    what: 'Styrkortet skickar annat än Firmata',
    advice:
      'Kontrollera att kortet har StandardFirmata, och kontrollera kabeln. En lång USB-kabel förbi motorer eller lampor behöver en ferrit eller en hubb.',
  },
  'board-pin-unusable': {
    what: 'Styrkortet har inget sådant stift, eller så kan det inte användas så',
    advice: 'Välj ett annat stift i inställningsfilen. En Uno har 2–13 och 14–19 (A0–A5).',
  },
  'board-pin-twice': {
    what: 'Två enheter behöver samma stift',
    advice: 'Ge dem var sitt stift i platsens inställningsfil.',
  },
  'display-silent': {
    what: 'Nummerdisplayen svarar inte styrkortet',
    advice: 'Kontrollera displayens fyra ledningar och adressen i platsens inställningsfil.',
  },
} as const satisfies Record<string, Advice>;
