import type { Advice } from '../advice';

/** Printers, lines and other devices. */
export const devicesSv = {
  'device-not-started': {
    what: 'Enheten har inte svarat sedan starten',
    advice: 'Vänta några sekunder. Om läget inte ändras, kontrollera enhetens ström och kabel.',
  },
  'device-unsteady': {
    what: 'Enhetens förbindelse bryts gång på gång',
    advice:
      'Sök efter en lös kontakt, en sliten kabel eller en svag strömkälla. Enheten visas som felaktig tills den har fungerat stadigt en stund.',
  },
  'driver-unknown': {
    what: 'Det finns ingen sådan drivrutin',
    advice: 'Välj en av drivrutinerna som nämns i meddelandet.',
  },
  'printer-unreachable': {
    what: 'Det går inte att få kontakt med skrivaren',
    advice:
      'Kontrollera att skrivaren är på och att nätverkskabeln sitter i. Jämför adressen med platsens inställningsfil.',
  },
  'printer-silent': {
    what: 'Skrivaren tar emot data men svarar inte',
    advice:
      'Kontrollera kabeln. En del skrivare svarar aldrig: då kan det inte bekräftas att könummerlapparna har skrivits ut.',
  },
  'printer-paper-out': {
    what: 'Papperet i skrivaren är slut',
    advice: 'Sätt i en ny rulle och stäng luckan.',
  },
  'printer-paper-low': { what: 'Pappersrullen håller på att ta slut', advice: 'Ha en ny rulle till hands.' },
  'printer-cutter-worn': {
    what: 'Skrivarens kniv närmar sig slutet av sin livslängd',
    advice:
      'Beställ en ny kniv eller skrivare: den gamla kan fastna när som helst. Rätta livslängden i inställningsfilen efter bytet.',
  },
  'printer-head-worn': {
    what: 'Skrivhuvudet närmar sig slutet av sin livslängd',
    advice:
      'Se efter om könummerlappen har bleka eller tomma lodräta ränder, och beställ ett nytt skrivhuvud eller en ny skrivare.',
  },
  'printer-cover-open': {
    what: 'Skrivarens lucka är öppen',
    advice: 'Stäng luckan så att den knäpper till.',
  },
  'printer-cutter-jam': {
    what: 'Skrivarens kniv har fastnat',
    advice: 'Stäng av skrivaren, ta bort papperet som fastnat och slå på skrivaren igen.',
  },
  'printer-offline': {
    what: 'Skrivaren meddelar att den inte är redo',
    advice: 'Se på skrivarens lampor, tryck en gång på matningsknappen och slå av och på strömmen.',
  },
  'printer-error': {
    what: 'Skrivaren har ett fel som den inte klarar upp själv',
    advice: 'Slå av och på strömmen. Om felet kommer tillbaka ska skrivaren lämnas på service.',
  },
  'printer-garbage': {
    what: 'Skrivarens svar går inte att tolka',
    advice: 'Kontrollera att adressen hör till en ESC/POS-skrivare och att inget annat är kopplat emellan.',
  },
  'printer-unplugged': {
    what: 'Skrivaren är inte ansluten',
    advice:
      'Anslut kabeln och slå på strömmen; skrivaren tas i bruk av sig själv. Kommandona "lsusb" och "ls -l /dev/serial/by-id" visar vad som är anslutet.',
  },
  'printer-port-unstable': {
    what: 'Skrivaren anges med ett enhetsnamn som ändras när något ansluts',
    advice:
      'Ange den som usb:VENDOR:PRODUCT eller usb:VENDOR:PRODUCT:SERIAL, som "lsusb -v" visar, eller med länken i /dev/serial/by-id.',
  },
  'printer-port-ambiguous': {
    what: 'Flera enheter stämmer med skrivarens USB-nummer',
    advice: 'Lägg till serienumret (usb:VENDOR:PRODUCT:SERIAL) eller använd en länk som udev gör.',
  },
  'printer-port-busy': {
    what: 'Ett annat program använder skrivarens port',
    advice:
      'Stoppa det andra programmet: "fuser -v PORT" visar vilket det är. Ofta är det CUPS eller ModemManager.',
  },
  'printer-port-forbidden': {
    what: 'Programmet har inte rätt att öppna skrivarens port',
    advice:
      'Lägg till tjänstens användare i gruppen lp (USB) eller dialout (serieport) och starta om tjänsten.',
  },
  'printer-port-wrong': {
    what: 'Det finns ingen enhet på skrivarens sökväg',
    advice: 'Rätta sökvägen i platsens inställningsfil. En fil eller mapp med samma namn kan tas bort.',
  },
  'printer-deviceless': {
    what: 'En USB-skrivare är ansluten, men systemet har ingen enhet för den',
    advice:
      'Kör "sudo modprobe usblp". Om CUPS är installerat tar det skrivaren för sig: "sudo systemctl disable --now cups".',
  },
  'button-stuck': {
    what: 'Knappen har varit nedtryckt för länge',
    advice:
      'Lossa knappen. Om den är uppe är kontakten eller kabeln kortsluten. Knappen fungerar igen när kontakten öppnas.',
  },
  'button-worn': {
    what: 'Knappen är snart utsliten',
    advice: 'Beställ en ny knapp nu och byt den när tryckningar börjar utebli eller komma dubbelt.',
  },
  'contact-stuck': {
    what: 'Ringkontakten har varit sluten för länge',
    advice:
      'Kontrollera om reläet i enheten som ringer eller dess kabel är kortsluten. Kontakten fungerar igen när den öppnas.',
  },
  'print-timeout': {
    what: 'Skrivaren bekräftade inte lappen i tid',
    advice: 'Se efter om lappen kom ut. Könumret gäller i båda fallen.',
  },
  'print-interrupted': {
    what: 'Förbindelsen till skrivaren bröts medan en lapp skickades',
    advice: 'Se efter om lappen kom ut. Könumret gäller i båda fallen.',
  },
  'print-restarted': {
    what: 'Boxen startade om innan lappen hade bekräftats',
    advice: 'Se efter om lappen kom ut. Könumret gäller i båda fallen.',
  },
  'print-too-late': {
    what: 'Skrivaren blev inte klar i tid för den här lappen',
    advice: 'Inget behöver göras: numret gäller och visades. Lappar skrivs aldrig ut i efterhand.',
  },
  'gpio-absent': {
    what: 'Den här datorn har inga GPIO-linjer',
    advice:
      'Kontrollera att det är rätt dator, att kärnan har GPIO-teckenenheten och att en USB-adapter är ansluten.',
  },
  'gpio-chip-missing': {
    what: 'Det finns ingen GPIO-krets med det namnet',
    advice: 'Använd namnet på en krets som nämns i meddelandet. Anslut adaptern om kretsen sitter i en.',
  },
  'gpio-chip-ambiguous': {
    what: 'Fler än en GPIO-krets eller GPIO-linje har samma namn',
    advice: 'Koppla loss den ena adaptern, eller namnge linjen så att den finns bara en gång.',
  },
  'gpio-line-missing': {
    what: 'GPIO-kretsen har ingen sådan linje',
    advice: 'Använd ett nummer inom gränserna i meddelandet eller linjens namn.',
  },
  'gpio-line-busy': {
    what: 'GPIO-linjen används av något annat',
    advice:
      'Stoppa programmet eller drivrutinen som nämns i meddelandet, eller använd en annan linje. Nya försök görs automatiskt.',
  },
  'gpio-forbidden': {
    what: 'Programmet har inte rätt att använda GPIO',
    advice: 'Lägg till programmets användare i gruppen som nämns i meddelandet och starta om programmet.',
  },
  'gpio-line-refused': {
    what: 'Kärnan godtar inte GPIO-linjens inställningar',
    advice: 'Pröva utan förspänning och studsfilter. En del linjer är enbart ingångar eller enbart utgångar.',
  },
  'gpio-line-lost': {
    what: 'GPIO-linjen försvann medan den användes',
    advice: 'Anslut adaptern igen; linjen kommer tillbaka av sig själv.',
  },
  'gpio-unsupported': {
    what: 'Det här gränssnittet till GPIO klarar inte det som inställningsfilen begär',
    advice: 'Använd teckenenheten eller ta bort inställningen som nämns i meddelandet.',
  },
  'gpio-native-missing': {
    what: 'Den kompilerade delen för GPIO-linjer saknas',
    advice: 'Kör "npm ci"; för linjer genom sysfs även "npm run native".',
  },
} as const satisfies Record<string, Advice>;
