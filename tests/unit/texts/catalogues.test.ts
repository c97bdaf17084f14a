import { test } from 'uvu';
import { catalogues } from '../../../firmware/texts/catalogues';
import { placeholders } from '../../../firmware/texts/keys';
import { testWording } from '../../support/wording-rules';

testWording(
  Object.entries(catalogues).map(([language, { locale, messages }]) => ({ language, locale, messages })),
  placeholders,
);

test.run();
