import type { QuestionSet, QuestionTexts } from './question-set';

/** @param fi word for word as published; the others are translations of ours */
function published(fi: string, sv: string, en: string): QuestionTexts {
  const status = 'translation-to-be-checked';
  return { fi: { text: fi, status: 'source' }, sv: { text: sv, status }, en: { text: en, status } };
}

function own(fi: string, sv: string, en: string): QuestionTexts {
  const status = 'own-words-to-be-checked';
  return { fi: { text: fi, status }, sv: { text: sv, status }, en: { text: en, status } };
}

/**
 * The questions for the feedback device in the space, of the handbook of joint customer service of 2023 (003:3681-3697; FBK-07 to FBK-11).
 * The Finnish words are the handbook's own, to the bracket.
 */
export const deviceQuestions: QuestionSet = {
  id: 'device',
  version: 1,
  validFrom: '2023-01-01',
  questions: [
    {
      id: 'service',
      kind: 'menu',
      source: '003:3684',
      texts: published(
        'Mille palvelulle annat palautetta (valmis valikko)?',
        'Vilken tjänst gäller din respons?',
        'Which service is your feedback about?',
      ),
    },
    {
      id: 'ces',
      kind: 'scale',
      scale: '1-5',
      best: 'lowest',
      source: '003:3686-3687',
      texts: published(
        'Kuinka paljon näit vaivaa saadaksesi toivomaasi palvelua (1-5, CES, Customer Effort Score)?',
        'Hur mycket möda krävdes för att få den service du önskade (1-5)?',
        'How much effort did you have to make to get the service you wanted (1-5)?',
      ),
      ends: {
        lowest: own('hyvin vähän', 'mycket lite', 'very little'),
        highest: own('hyvin paljon', 'mycket', 'very much'),
      },
    },
    {
      id: 'csat',
      kind: 'scale',
      scale: '1-5',
      best: 'highest',
      source: '003:3689-3690',
      texts: published(
        'Kuinka tyytyväinen olit kokonaisuutena saamaasi palveluun (1-5, CSAT, Customer Satisfaction Score)?',
        'Hur nöjd var du som helhet med den service du fick (1-5)?',
        'How satisfied were you overall with the service you received (1-5)?',
      ),
      ends: {
        lowest: own('hyvin tyytymätön', 'mycket missnöjd', 'very dissatisfied'),
        highest: own('hyvin tyytyväinen', 'mycket nöjd', 'very satisfied'),
      },
    },
    {
      id: 'nps',
      kind: 'scale',
      scale: '0-10',
      best: 'highest',
      source: '003:3692-3694',
      texts: published(
        'Kuinka todennäköisesti suosittelisit käyttämääsi palvelua ystävälle tai tuttavalle (0-10, NPS, Net Promoter Score)?',
        'Hur sannolikt skulle du rekommendera tjänsten du använde till en vän eller bekant (0-10)?',
        'How likely would you be to recommend the service you used to a friend or acquaintance (0-10)?',
      ),
      ends: {
        lowest: own('en lainkaan todennäköisesti', 'inte alls sannolikt', 'not at all likely'),
        highest: own('erittäin todennäköisesti', 'mycket sannolikt', 'very likely'),
      },
    },
    {
      id: 'open',
      kind: 'open',
      source: '003:3696-3697',
      texts: published(
        'Lämmin kiitos palautteestasi, haluatko kertoa lisää (avoin kenttä)?',
        'Varmt tack för din respons, vill du berätta mer?',
        'Warm thanks for your feedback, would you like to tell more?',
      ),
    },
  ],
};

/** All versions of all sets that the box knows. */
export const questionSets: readonly QuestionSet[] = [deviceQuestions];
