import type { Wording } from '../screen-texts';
import { updatePlaceholders } from './update-keys';

export const updateWording: Wording<typeof updatePlaceholders> = {
  placeholders: updatePlaceholders,
  messages: {
    fi: {
      'update.waiting':
        'Uusi versio {release} on valmiina. Se otetaan käyttöön itsestään, kun piste on suljettu eikä ketään palvella.',
      'update.starting':
        'Versio {release} otetaan nyt käyttöön. Laite on hetken poissa; älä katkaise virtaa.',
      'update.trial': 'Versiota {release} tarkistetaan.',
      'update.committed': 'Käytössä on uusi versio {release}.',
      'update.rolled-back':
        'Versio {release} ei toiminut tässä laitteessa. Edellinen versio on käytössä; sinun ei tarvitse tehdä mitään.',
      'update.news': 'Uutta:',
    },
    sv: {
      'update.waiting':
        'En ny version {release} är klar. Den tas i bruk av sig själv när servicepunkten är stängd och ingen betjänas.',
      'update.starting': 'Version {release} tas nu i bruk. Enheten är borta en stund; bryt inte strömmen.',
      'update.trial': 'Version {release} kontrolleras.',
      'update.committed': 'En ny version {release} är i bruk.',
      'update.rolled-back':
        'Version {release} fungerade inte i den här enheten. Den förra versionen är i bruk; du behöver inte göra något.',
      'update.news': 'Nytt:',
    },
    en: {
      'update.waiting':
        'A new version {release} is ready. It will start by itself when the point is closed and nobody is being served.',
      'update.starting':
        'Version {release} is being started now. The device will be away for a moment; do not switch it off.',
      'update.trial': 'Version {release} is being checked.',
      'update.committed': 'A new version {release} is in use.',
      'update.rolled-back':
        'Version {release} did not work on this device. The previous version is in use; there is nothing you need to do.',
      'update.news': 'New:',
    },
  },
};
