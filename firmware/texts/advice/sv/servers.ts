import type { Advice } from '../advice';

/** Neighbours, calendars, certificates. */
export const serversSv = {
  'neighbour-unreachable': {
    what: 'Det går inte att få kontakt med grannsystemets server',
    advice:
      'Kontrollera nätverk, adress och port. Inget går förlorat: det som väntar skickas när servern svarar.',
  },
  'neighbour-untrusted': {
    what: 'Grannsystemets server kan inte visa vem den är',
    advice: 'Kontrollera boxens klocka, "ca" i inställningsfilen och sist serverns certifikat.',
  },
  'neighbour-silent': {
    what: 'Grannsystemets server svarar inte i tid',
    advice:
      'Kontrollera nätverket och servern. Inget går förlorat: det som väntar skickas när servern svarar.',
  },
  'neighbour-refused': {
    what: 'Grannsystemet tar inte emot det som boxen skickar, eller ger inte det som boxen ber om',
    advice:
      'Svarets statuskod finns i loggen. Kontrollera adressen och åtkomstnyckeln med den som sköter servern.',
  },
  'neighbour-too-long': {
    what: 'Grannsystemet skickar mer än boxen läser',
    advice: 'Kontrollera adressen. Om den stämmer, be om en kortare lista.',
  },
  'neighbour-left-out': {
    what: 'En del av grannsystemets uppgifter har lämnats bort',
    advice: 'Loggen visar hur många och varför. Be att uppgifterna rättas där.',
  },
  'neighbour-form': {
    what: 'Grannsystemets uppgifter har inte rätt form',
    advice:
      'Be om uppgifterna i den form som anvisningen för grannsystem beskriver. Det som lästs tidigare gäller.',
  },
  'calendar-not-ical': {
    what: 'Det som lästes är ingen iCalendar-fil',
    advice:
      'Öppna adressen i en webbläsare: där kan finnas en inloggningssida. Använd kalenderns egen adress.',
  },
  'calendar-cut-short': {
    what: 'Kalendern tar slut mitt i',
    advice:
      'En enstaka gång gör det inget. Om det fortsätter, kontrollera bokningssystemet. Den senaste listan gäller.',
  },
  'calendar-form': {
    what: 'Kalenderns delar är i oordning',
    advice: 'Be att bokningssystemet skriver kalendern enligt RFC 5545. Den senaste listan gäller.',
  },
  'calendar-too-large': {
    what: 'Kalendern är större än boxen läser',
    advice: 'Låt bokningssystemet lämna bort gångna år. Den senaste listan gäller.',
  },
  'calendar-missing': {
    what: 'Kalenderns fil finns inte',
    advice: 'Kontrollera sökvägen i inställningsfilen och vad som skriver filen. Den senaste listan gäller.',
  },
  'calendar-unreadable': {
    what: 'Kalenderns fil kan inte läsas',
    advice: 'Kontrollera rättigheterna till filen och dess mapp. Den senaste listan gäller.',
  },
  'calendar-unreachable': {
    what: 'Det går inte att få kontakt med kalenderns server',
    advice: 'Kontrollera nätverk, adress och port. Den senaste listan gäller.',
  },
  'calendar-untrusted': {
    what: 'Kalenderns server kan inte visa vem den är',
    advice: 'Kontrollera boxens klocka och sedan serverns certifikat. Den senaste listan gäller.',
  },
  'calendar-silent': {
    what: 'Kalenderns server svarar inte i tid',
    advice: 'Kontrollera nätverket och servern. Den senaste listan gäller.',
  },
  'calendar-refused': {
    what: 'Servern lämnar inte ut kalendern',
    advice: 'Kontrollera adressen; den kan ha dragits in eller ändrats. Den senaste listan gäller.',
  },
  'calendar-old': {
    what: 'Kalendern har inte lästs på en tid',
    advice: 'Bokningarna kan ha ändrats. Se orsaken i kalenderns andra koder.',
  },
  'calendar-left-out': {
    what: 'En del händelser i kalendern kan inte vara bokningar',
    advice:
      'Loggen visar hur många och varför: en serie, en oklar tid eller tidszon, eller ett UID som inte är en bokningskod.',
  },
  'bookings-too-many': {
    what: 'Det finns fler bokningar än boxen rymmer',
    advice: 'Låt kalendern innehålla bara den här platsens bokningar, eller läs färre dagar framåt.',
  },
  'bookings-unsteady': {
    what: 'Bokningarna har ändrats oftare i dag än vad som kan stämma',
    advice: 'Be att bokningssystemet behåller händelsens UID. Den senaste listan gäller till i morgon.',
  },
  'tls-not-pem': {
    what: 'Filen har inte rätt innehåll i PEM',
    advice: 'Ange rätt fil. "openssl x509 -inform der -in FILE -out FILE.pem" gör PEM av en binär fil.',
  },
  'tls-key-exposed': {
    what: 'Den privata nyckeln kan läsas av andra',
    advice:
      'Låt enbart tjänstens användare läsa den: chown och chmod 600. Byt sedan nyckeln, eftersom den kan ha blivit känd.',
  },
  'tls-key-locked': {
    what: 'Den privata nyckeln är låst med en lösenfras',
    advice: 'Ingen är där och skriver den: använd en nyckel utan lösenfras som enbart tjänsten kan läsa.',
  },
  'tls-key-mismatch': {
    what: 'Nyckeln och certifikatet hör inte ihop',
    advice: 'Ange nyckeln som certifikatet är gjort för, eller skaffa ett certifikat för den här nyckeln.',
  },
  'tls-unusable': {
    what: 'TLS godtar inte certifikatet eller dess nyckel',
    advice: 'Skaffa ett nytt: en EC-nyckel på P-256 eller RSA med minst 2048 bitar, signerat med SHA-256.',
  },
  'tls-expired': {
    what: 'Certifikatet har gått ut',
    advice: 'Kontrollera boxens klocka och förnya sedan certifikatet.',
  },
  'tls-expires-soon': {
    what: 'Certifikatet går snart ut',
    advice: 'Förnya det före den dagen. Boxen läser den nya filen vid nästa anslutning.',
  },
  'tls-not-yet-valid': {
    what: 'Certifikatet har inte börjat gälla',
    advice: 'Kontrollera boxens klocka: den går troligen efter.',
  },
} as const satisfies Record<string, Advice>;
