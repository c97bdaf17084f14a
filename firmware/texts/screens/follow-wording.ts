import type { Wording } from '../screen-texts';
import { followPlaceholders } from './follow-keys';

/** The least certain of the Northern Sami is told in the README of texts. */
export const followWording: Wording<typeof followPlaceholders> = {
  placeholders: followPlaceholders,
  messages: {
    fi: {
      'follow.title': 'Vuoronumero {code}',
      'follow.title-called': 'Sinun vuorosi – {code}',
      'follow.your-number': 'Vuoronumerosi',
      'follow.ahead':
        '{count, plural, =0 {Edelläsi ei ole ketään} one {Edelläsi on # asiakas} other {Edelläsi on # asiakasta}}',
      'follow.wait-band': 'Odotusaika noin {from}–{to} minuuttia',
      'follow.wait-under': 'Odotusaika alle {minutes} minuuttia',
      'follow.wait-unknown': 'Odotusaikaa ei voi nyt arvioida',
      'follow.appointment': 'Varattu aikasi on klo {time}',
      'follow.called': 'Nyt on sinun vuorosi',
      'follow.serving': 'Sinua palvellaan',
      'follow.aside': 'Odota hetki. Sinut kutsutaan uudelleen.',
      'follow.missed': 'Numerosi on jo kutsuttu. Kerro palveluneuvojalle, jos asiasi on vielä hoitamatta.',
      'follow.over': 'Tämä numero ei ole enää jonossa.',
      'follow.unknown': 'Tätä numeroa ei ole tänään.',
      'follow.latest': 'Viimeksi kutsutut',
      'follow.nobody': 'Ketään ei ole vielä kutsuttu.',
      'follow.watch': 'Pysy lähellä: numerosi näkyy näytöllä, kun on sinun vuorosi. Sitä ei kuuluteta.',
    },
    sv: {
      'follow.title': 'Könummer {code}',
      'follow.title-called': 'Din tur – {code}',
      'follow.your-number': 'Ditt könummer',
      'follow.ahead':
        '{count, plural, =0 {Ingen är före dig} one {# kund är före dig} other {# kunder är före dig}}',
      'follow.wait-band': 'Väntetid cirka {from}–{to} minuter',
      'follow.wait-under': 'Väntetid under {minutes} minuter',
      'follow.wait-unknown': 'Väntetiden kan inte beräknas just nu',
      'follow.appointment': 'Din bokade tid är kl. {time}',
      'follow.called': 'Nu är det din tur',
      'follow.serving': 'Du betjänas',
      'follow.aside': 'Vänta en stund. Du kallas på nytt.',
      'follow.missed':
        'Ditt nummer har redan kallats. Säg till servicerådgivaren om ditt ärende inte har skötts.',
      'follow.over': 'Det här numret står inte längre i kön.',
      'follow.unknown': 'Det här numret finns inte i dag.',
      'follow.latest': 'Senast kallade',
      'follow.nobody': 'Ingen har kallats ännu.',
      'follow.watch':
        'Stanna i närheten: ditt nummer visas på skärmen när det är din tur. Det ropas inte upp.',
    },
    en: {
      'follow.title': 'Queue number {code}',
      'follow.title-called': 'Your turn – {code}',
      'follow.your-number': 'Your number',
      'follow.ahead':
        '{count, plural, =0 {Nobody is ahead of you} one {# person is ahead of you} other {# people are ahead of you}}',
      'follow.wait-band': 'Wait about {from}–{to} minutes',
      'follow.wait-under': 'Wait under {minutes} minutes',
      'follow.wait-unknown': 'The wait cannot be estimated just now',
      'follow.appointment': 'Your appointment is at {time}',
      'follow.called': 'It is your turn now',
      'follow.serving': 'You are being served',
      'follow.aside': 'Please wait a while. You will be called again.',
      'follow.missed':
        'Your number has been called already. Tell a service advisor if you have not been served.',
      'follow.over': 'This number is no longer in the queue.',
      'follow.unknown': 'There is no such number today.',
      'follow.latest': 'Called most recently',
      'follow.nobody': 'Nobody has been called yet.',
      'follow.watch':
        'Stay near: your number appears on the display when it is your turn. It is not called aloud.',
    },
    se: {
      'follow.title': 'Vuorronummir {code}',
      'follow.title-called': 'Du vuorru – {code}',
      'follow.your-number': 'Du vuorronummir',
      'follow.ahead':
        '{count, plural, =0 {Du ovddas ii leat oktage} one {Du ovddas lea # áššehas} two {Du ovddas leaba # áššehasa} other {Du ovddas leat # áššehasa}}',
      'follow.wait-band': 'Vuordináigi sullii {from}–{to} minuhta',
      'follow.wait-under': 'Vuordináigi vuollel {minutes} minuhta',
      'follow.wait-unknown': 'Vuordináiggi ii sáhte dál árvvoštallat',
      'follow.appointment': 'Du várrejuvvon áigi lea dmu {time}',
      'follow.called': 'Dál lea du vuorru',
      'follow.serving': 'Don bálvaluvvot',
      'follow.aside': 'Vuordde veahá. Don gohččojuvvot ođđasit.',
      'follow.missed':
        'Du nummir lea juo gohččojuvvon. Muital bálvalanrávvejeaddjái, jus du ášši ii leat vel dikšojuvvon.',
      'follow.over': 'Dát nummir ii leat šat ráiddus.',
      'follow.unknown': 'Dát nummir ii gávdno odne.',
      'follow.latest': 'Maŋimuččat gohččojuvvon',
      'follow.nobody': 'Ii oktage leat vel gohččojuvvon.',
      'follow.watch': 'Orru lahka: du nummir oidno šearpmas, go lea du vuorru. Dat ii daddjo jitnosit.',
    },
  },
};
