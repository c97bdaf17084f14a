import type { Wording } from '../screen-texts';
import { shellPlaceholders } from './shell-keys';

/** Short enough to stand side by side; the least certain of the Northern Sami is told in the README. */
export const shellWording: Wording<typeof shellPlaceholders> = {
  placeholders: shellPlaceholders,
  messages: {
    fi: {
      'shell.demo': 'Esittelykäyttö: numerot eivät ole oikeita.',
      'shell.training': 'Harjoittelu: numerot eivät ole oikeita.',
      'shell.lost': 'Yhteys on katkennut. Tiedot eivät ole ajan tasalla.',
      'shell.language': 'Kieli',
      'shell.looks': 'Näytön asetukset',
      'shell.larger-text': 'Suurempi teksti',
      'shell.normal-text': 'Tavallinen teksti',
      'shell.contrast': 'Vahva kontrasti',
      'shell.still-there': 'Tarvitsetko lisää aikaa?',
      'shell.still-there-help':
        '{seconds, plural, one {Sivu palaa alkuun # sekunnin kuluttua.} other {Sivu palaa alkuun # sekunnin kuluttua.}}',
      'shell.go-on': 'Jatka',
    },
    sv: {
      'shell.demo': 'Demonstration: numren gäller inte på riktigt.',
      'shell.training': 'Övning: numren gäller inte på riktigt.',
      'shell.lost': 'Förbindelsen är bruten. Uppgifterna är inte aktuella.',
      'shell.language': 'Språk',
      'shell.looks': 'Skärmens inställningar',
      'shell.larger-text': 'Större text',
      'shell.normal-text': 'Normal text',
      'shell.contrast': 'Hög kontrast',
      'shell.still-there': 'Behöver du mer tid?',
      'shell.still-there-help':
        '{seconds, plural, one {Sidan går tillbaka till början om # sekund.} other {Sidan går tillbaka till början om # sekunder.}}',
      'shell.go-on': 'Fortsätt',
    },
    en: {
      'shell.demo': 'Demonstration: the numbers are not real.',
      'shell.training': 'Training: the numbers are not real.',
      'shell.lost': 'The connection is lost. What you see is out of date.',
      'shell.language': 'Language',
      'shell.looks': 'Display settings',
      'shell.larger-text': 'Larger text',
      'shell.normal-text': 'Normal text',
      'shell.contrast': 'High contrast',
      'shell.still-there': 'Do you need more time?',
      'shell.still-there-help':
        '{seconds, plural, one {This page starts over in # second.} other {This page starts over in # seconds.}}',
      'shell.go-on': 'Go on',
    },
    se: {
      'shell.demo': 'Čájáhus: nummirat eai leat duođalaččat.',
      'shell.training': 'Hárjehallan: nummirat eai leat duođalaččat.',
      'shell.lost': 'Oktavuohta lea botkanan. Dieđut eai leat áigeguovdilat.',
      'shell.language': 'Giella',
      'shell.looks': 'Šearpma heivehusat',
      'shell.larger-text': 'Stuorát teaksta',
      'shell.normal-text': 'Dábálaš teaksta',
      'shell.contrast': 'Nana kontrásta',
      'shell.still-there': 'Dárbbašatgo eanet áiggi?',
      'shell.still-there-help':
        '{seconds, plural, one {Siidu álgá ođđasit # sekundda geahčen.} two {Siidu álgá ođđasit # sekundda geahčen.} other {Siidu álgá ođđasit # sekundda geahčen.}}',
      'shell.go-on': 'Joatkke',
    },
  },
};
