import type { Wording } from '../screen-texts';
import { accessPlaceholders } from './access-keys';

export const accessWording: Wording<typeof accessPlaceholders> = {
  placeholders: accessPlaceholders,
  messages: {
    fi: {
      'access.title': 'Henkilökunnan sivut',
      'access.entering': 'Sivua avataan.',
      'access.empty': 'Avaa sivu linkillä, jonka olet saanut työpistettäsi varten.',
      'access.wrong': 'Linkki ei ole enää voimassa. Pyydä uusi siltä, joka vastaa laitteesta.',
      'access.limited': 'Liian monta yritystä. Odota minuutti ja avaa linkki uudelleen.',
      'access.no-answer': 'Laite ei vastaa juuri nyt.',
      'access.again': 'Yritä uudelleen',
      'access.script': 'Sivu tarvitsee JavaScriptin. Ota se käyttöön selaimessa.',
      'access.staff': 'Tämä sivu on henkilökunnalle',
      'access.how':
        'Avaa se linkillä tai QR-koodilla, jonka olet saanut työpistettäsi varten. Jos sinulla ei ole linkkiä tai se ei enää toimi, pyydä uusi siltä, joka vastaa laitteesta.',
      'access.make': 'Laitteesta vastaavalle: linkki tehdään laitteessa komennolla',
    },
    sv: {
      'access.title': 'Sidor för personalen',
      'access.entering': 'Sidan öppnas.',
      'access.empty': 'Öppna sidan med den länk du har fått för din arbetsplats.',
      'access.wrong': 'Länken gäller inte längre. Be den som ansvarar för enheten om en ny.',
      'access.limited': 'För många försök. Vänta en minut och öppna länken på nytt.',
      'access.no-answer': 'Enheten svarar inte just nu.',
      'access.again': 'Försök igen',
      'access.script': 'Sidan behöver JavaScript. Slå på det i webbläsaren.',
      'access.staff': 'Den här sidan är för personalen',
      'access.how':
        'Öppna den med länken eller QR-koden som du har fått för din arbetsplats. Om du inte har någon länk eller om den inte längre fungerar, be den som ansvarar för enheten om en ny.',
      'access.make': 'För den som ansvarar för enheten: länken skapas på enheten med kommandot',
    },
    en: {
      'access.title': 'Staff pages',
      'access.entering': 'Opening the page.',
      'access.empty': 'Open the page with the link you were given for your workplace.',
      'access.wrong': 'This link is no longer valid. Ask the person in charge of the device for a new one.',
      'access.limited': 'Too many attempts. Wait a minute and open the link again.',
      'access.no-answer': 'The device is not answering right now.',
      'access.again': 'Try again',
      'access.script': 'This page needs JavaScript. Turn it on in your browser.',
      'access.staff': 'This page is for staff',
      'access.how':
        'Open it with the link or QR code you were given for your workplace. If you have no link, or it no longer works, ask the person in charge of the device for a new one.',
      'access.make': 'For the person in charge of the device: a link is made on the device with the command',
    },
  },
};
