import type { FeedbackMessages } from './feedback-wording';

/** Swedish as public services in Finland write it. */
export const feedbackSv: FeedbackMessages = {
  'feedback.title': 'Ge respons',
  'feedback.anonymous': 'Du svarar anonymt. Du kan hoppa över frågor.',
  'feedback.advisor': 'Servicerådgivaren',
  'feedback.step': 'Fråga {number}/{count}',
  'feedback.end-of-scale': '{number} = {meaning}',
  'feedback.back': 'Tillbaka',
  'feedback.skip': 'Hoppa över frågan',
  'feedback.no-names':
    'Skriv inga namn, personbeteckningar eller annat som avslöjar vem du eller någon annan är.',
  'feedback.no-answer-to-it': 'Vi svarar inte på responsen. Ditt ärende sköts vid servicedisken.',
  'feedback.longest': 'Högst {count} tecken.',
  'feedback.send': 'Skicka responsen',
  'feedback.skip-words': 'Jag vill inte berätta mer',
  'feedback.sending': 'Sparar…',
  'feedback.trying': 'Förbindelsen bröts. Vi försöker igen, vänta ett ögonblick.',
  'feedback.no-answer': 'Det här svaret kunde inte sparas. Försök igen.',
  'feedback.full': 'Det har kommit för mycket skriftlig respons i dag, så den kan inte sparas just nu.',
  'feedback.changed': 'Frågorna byttes just ut. Svara på nytt.',
  'feedback.refused': 'Svaret kunde inte sparas. Du kan ge respons till personalen.',
  'feedback.thanks': 'Tack för din respons!',
  'feedback.kept': 'Dina svar har sparats anonymt.',
  'feedback.goodbye': 'Tack för ditt besök!',
  'feedback.done': 'Klart',
  'feedback.off': 'Vi samlar inte in respons just nu',
  'feedback.off-help':
    'Tack för att du ville berätta vad du tycker. Du kan också ge respons till personalen.',
  'feedback.off-next': 'Nästa gång samlar vi in respons {from}–{until}.',
  'feedback.press-a-face': 'Tryck på det ansikte som bäst motsvarar din upplevelse.',
};
