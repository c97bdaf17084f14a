import type { Advice } from '../advice';

/** Video units and other programs that ring; satellites. */
export const ringsSv = {
  'codec-unreachable': {
    what: 'Det går inte att få kontakt med videoenheten',
    advice:
      'Kontrollera att enheten är på och att nätverkskabeln sitter i. Jämför adressen med inställningsfilen. För wss:// måste NetworkServices Websocket vara på.',
  },
  'codec-silent': {
    what: 'Videoenheten är ansluten men svarar inte',
    advice: 'Nya försök görs automatiskt. Om läget inte ändras, starta om videoenheten.',
  },
  'codec-lost': {
    what: 'Förbindelsen till videoenheten bröts',
    advice: 'Den upprättas igen automatiskt. Om den bryts ofta, kontrollera nätverket.',
  },
  'codec-refused': {
    what: 'Videoenheten godtar inte användarnamnet eller lösenordet',
    advice:
      'Skriv rätt lösenord i lösenordsfilen; det prövas genast. Samma lösenord prövas bara var femte minut, så att kontot inte låses.',
  },
  'codec-untrusted': {
    what: 'Videoenheten kan inte bevisa att den är rätt enhet',
    advice:
      'Jämför fingeravtrycket i meddelandet med det som enheten visar och skriv in det i inställningsfilen, eller kontrollera utfärdarens fil.',
  },
  'codec-calls-hidden': {
    what: 'Videoenheten berättar inte om sina samtal för den här användaren',
    advice: 'Ge användaren rollen User i videoenhetens inställningar.',
  },
  'codec-garbage': {
    what: 'Videoenhetens meddelanden går inte att tolka',
    advice:
      'Kontrollera att adressen hör till en enhet med Cisco RoomOS eller CE. Om den gör det, starta om enheten.',
  },
  'codec-password-missing': {
    what: 'Videoenhetens lösenordsfil kan inte läsas',
    advice: 'Lägg filen på stället som nämns i meddelandet och låt programmet läsa den.',
  },
  'ring-reports-missing': {
    what: 'Programmet som meddelar om ringningar är tyst',
    advice:
      'Kontrollera att programmet körs och når den här boxen. Det ska höra av sig inom den avtalade tiden.',
  },
  'satellite-lost': {
    what: 'Förbindelsen till satelliten är bruten',
    advice:
      'Kontrollera att satelliten har ström och nätverk och att meddelandeservern fungerar. Förbindelsen kommer tillbaka av sig själv.',
  },
  'satellite-twice': {
    what: 'Två boxar på platsen använder samma satellitnamn och bryter varandras förbindelse',
    advice: 'Ge varje satellit ett eget namn under appliance i dess fil.',
  },
  'satellite-device-missing': {
    what: 'Satelliten erbjuder inte den här enheten',
    advice: 'Jämför namnet med enheterna i satellitens fil.',
  },
  'satellite-device-kind': {
    what: 'Satelliten erbjuder en annan sorts enhet under det här namnet',
    advice: 'Jämför drivrutinen här med enheten i satellitens fil.',
  },
  'satellite-broker-missing': {
    what: 'Platsen har en satellit men ingen meddelandeserver',
    advice: 'Ange under mqtt i inställningsfilen var platsens meddelandeserver finns.',
  },
} as const satisfies Record<string, Advice>;
